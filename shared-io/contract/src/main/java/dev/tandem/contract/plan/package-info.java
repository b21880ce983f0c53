/**
 * What a flow becomes: an immutable plan of six kinds of operations, the passes that are the same
 * for every engine, and the two things that every engine does alike: ship closures to tasks and
 * push records through fused steps.
 */
package dev.tandem.contract.plan;
