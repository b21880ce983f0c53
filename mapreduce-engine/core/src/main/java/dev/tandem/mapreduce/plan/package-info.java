/**
 * From a logical plan to rounds: a list of passes, one file each, written in one place ({@link
 * dev.tandem.mapreduce.plan.RoundPlanner}).
 */
package dev.tandem.mapreduce.plan;
