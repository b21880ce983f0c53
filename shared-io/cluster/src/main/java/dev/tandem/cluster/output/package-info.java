/**
 * From records to a committed output: part files, the output's lock, and committers that make all
 * of it visible at once.
 */
package dev.tandem.cluster.output;
