/**
 * Checksummed files of encoded records: spills, map outputs, merged runs, cache and shuffle
 * overflow.
 */
package dev.tandem.cluster.runs;
