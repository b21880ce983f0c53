/**
 * From the map function to the reduce function: sort buffer, spills, merges, groups. Records are
 * compared as bytes.
 */
package dev.tandem.mapreduce.shuffle;
