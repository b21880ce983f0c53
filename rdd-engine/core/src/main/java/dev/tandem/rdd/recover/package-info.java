/**
 * What happens when published data is lost: only the partitions that are missing are computed
 * again, from the lineage, as far back as something is still there.
 */
package dev.tandem.rdd.recover;
