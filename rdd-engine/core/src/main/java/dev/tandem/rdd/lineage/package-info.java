/**
 * The lineage: RDDs and how they depend on each other. It has no twin in the MapReduce engine, and
 * that is the difference between the two: there, what a round has made is known by the files that
 * hold it; here, by how to make it again.
 */
package dev.tandem.rdd.lineage;
