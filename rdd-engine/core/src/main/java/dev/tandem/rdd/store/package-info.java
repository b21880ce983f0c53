/** The memory of a run: its budget, and the partitions that are kept in it. */
package dev.tandem.rdd.store;
