/** Tandem's codecs and orders in Hadoop's sort: keys and values as it sees them. */
package dev.tandem.hadoop.shuffle;
