/**
 * The RDD engine: plans become a lineage of immutable partitioned collections, cut into stages at
 * shuffles; what is between two stages is in memory as long as it fits.
 */
package dev.tandem.rdd;
