/**
 * A job: a named, parameterised recipe that builds a flow; its arguments; and the catalogue in
 * which the command line finds it.
 */
package dev.tandem.contract.job;
