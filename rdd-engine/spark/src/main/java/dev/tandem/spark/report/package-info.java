/** What is known about a run: our own counts in tasks, and what Spark says of stages and tasks. */
package dev.tandem.spark.report;
