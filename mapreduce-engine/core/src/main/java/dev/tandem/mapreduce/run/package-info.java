/** Runs rounds: the tasks of a round and what they read and write. */
package dev.tandem.mapreduce.run;
