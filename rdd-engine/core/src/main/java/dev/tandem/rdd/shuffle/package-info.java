/**
 * Both sides of a shuffle: hash tables that fold or collect values by key, buckets that are handed
 * over by reference, sorted runs on disk for what does not fit.
 */
package dev.tandem.rdd.shuffle;
