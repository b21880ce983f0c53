/**
 * Tells what stages do, and why, before a run: {@link dev.tandem.rdd.explain.StageExplainer}. The
 * lineage itself is printed by {@code LineagePrinter} for plans and by {@code DebugString} for
 * programs; what has happened in a run is heard by listeners ({@code api.RddListener}).
 */
package dev.tandem.rdd.explain;
