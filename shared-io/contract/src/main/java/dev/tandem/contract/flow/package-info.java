/**
 * What a job can say: bags, their verbs (Spark's), aggregators and orders.
 *
 * <p>A bag is a description. {@link dev.tandem.contract.flow.FlowPipeline} turns each verb into
 * operations of a plan, and hands the plan to the engine's session when an action asks for
 * something or when the job's definition ends.
 */
package dev.tandem.contract.flow;
