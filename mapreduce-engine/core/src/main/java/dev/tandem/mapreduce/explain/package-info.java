/**
 * Tells what rounds do, and why: plans before a run ({@link
 * dev.tandem.mapreduce.explain.RoundExplainer}, whose reasons the passes of {@code plan} have
 * written down), Hadoop's counters of it in {@code counters}, and its history in {@code history},
 * to be opened later.
 */
package dev.tandem.mapreduce.explain;
