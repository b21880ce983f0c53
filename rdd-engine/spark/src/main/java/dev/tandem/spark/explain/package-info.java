/** What Spark will do with a plan, in the words that all engines use. */
package dev.tandem.spark.explain;
