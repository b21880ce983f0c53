/**
 * A benchmark for people: one page that opens from disk, Markdown, CSV, and the comparison of two
 * benchmarks. All of them say the same words and figures, which are made here once.
 */
package dev.tandem.harness.report;
