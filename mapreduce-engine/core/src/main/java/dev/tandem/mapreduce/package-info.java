/**
 * The MapReduce engine: plans become rounds of map, sort and reduce, and between rounds there is
 * nothing but files.
 */
package dev.tandem.mapreduce;
