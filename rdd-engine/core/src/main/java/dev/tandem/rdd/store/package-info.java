/** The memory of a run: its budget, and the partitions that are kept, in it or in files. */
package dev.tandem.rdd.store;
