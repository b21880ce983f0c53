/** Makes again what a lost node took with it. */
package dev.tandem.mapreduce.recover;
