/**
 * Each shipped job once more, as a person would write it for one machine and one thread: plain
 * Java, tuned, without an engine and without the contract. The baselines are the honesty column of
 * the benchmark, and an independent second opinion on the answers; so they share no code with the
 * jobs.
 */
package dev.tandem.jobs.baseline;
