/** From a logical plan to RDDs: the same six methods as in the embedded engine's planner. */
package dev.tandem.spark.plan;
