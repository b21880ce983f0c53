/**
 * What runs inside of Spark's tasks: records are fed through fused steps into a shuffle, a file or
 * a result. Nothing here knows the driver; all that a task needs travels with it.
 */
package dev.tandem.spark.task;
