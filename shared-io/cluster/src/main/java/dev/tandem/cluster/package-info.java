/**
 * The embedded cluster that all engines run on: virtual nodes with slots, attempts and retries,
 * commits, the ledger, scratch folders, lost nodes, injected faults. Engines bring tasks and decide
 * what is computed where; this package decides when an attempt counts.
 *
 * <p>To be read in this order: {@code Cluster} (what an engine calls), {@code Task} and {@code
 * TaskContext} (what it brings, and what it is lent), {@code TaskSet} (tasks that run together),
 * then how they run: {@code Dispatcher} (the slots ask for work), {@code AttemptRun} (one attempt
 * on its slot, to its commit), {@code TaskSetRun} (one thread decides what follows from each end:
 * accept, try again, restore, give up) with its parts {@code TaskQueue}, {@code TaskOffers}, {@code
 * TaskStates} and {@code RunningAttempts}. {@code FaultPlan} makes faults happen at named points.
 */
package dev.tandem.cluster;
