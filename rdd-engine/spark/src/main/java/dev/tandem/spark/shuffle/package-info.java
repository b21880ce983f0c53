/**
 * Groupings on Spark: records travel through its shuffle as bytes in our codecs, our partitioners
 * place them, and Spark's own collections combine, group, sort and spill them.
 */
package dev.tandem.spark.shuffle;
