/**
 * What tests engines and jobs: {@link dev.tandem.testkit.EngineContract} for an engine, {@link
 * dev.tandem.testkit.JobTester} for a job, {@code *Laws} for an aggregator, a codec or an order,
 * and {@link dev.tandem.testkit.ReferenceEngine}, the oracle behind them.
 */
package dev.tandem.testkit;
