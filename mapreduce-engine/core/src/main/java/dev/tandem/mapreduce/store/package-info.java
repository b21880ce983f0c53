/** Results that rounds leave in files for later rounds. */
package dev.tandem.mapreduce.store;
