/** Tells what rounds do, and why. */
package dev.tandem.mapreduce.explain;
