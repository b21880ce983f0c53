/**
 * All that the author of a job or of an engine needs, and nothing else: this module depends on the
 * JDK alone.
 *
 * <p>Read {@code job} first (what a program is), then {@code flow} (what it can say), {@code plan}
 * (what becomes of it: six kinds of operations), {@code engine} (who runs it, and what is counted)
 * and {@code io} (how values become bytes, and where these live). {@link
 * dev.tandem.contract.Tandem} ties them together.
 */
package dev.tandem.contract;
