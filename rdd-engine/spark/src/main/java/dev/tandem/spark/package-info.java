/**
 * The same logical plans on real Apache Spark: what the embedded RDD engine does by itself, this
 * engine asks of Spark's RDDs, with our splits, codecs, partitioners and sinks.
 */
package dev.tandem.spark;
