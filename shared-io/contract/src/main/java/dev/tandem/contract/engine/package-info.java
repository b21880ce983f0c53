/**
 * Who runs a plan, what a run may use, and what is known about it afterwards: in the same words for
 * every engine.
 */
package dev.tandem.contract.engine;
