/**
 * Programs as Spark's own users write them in Java, without anything of ours: what the engine is
 * measured against.
 */
package dev.tandem.spark.peer;
