/**
 * The embedded cluster that all engines run on: virtual nodes with slots, attempts and retries,
 * commits, the ledger, scratch folders, lost nodes, injected faults. Engines bring tasks and decide
 * what is computed where; this package decides when an attempt counts.
 */
package dev.tandem.cluster;
