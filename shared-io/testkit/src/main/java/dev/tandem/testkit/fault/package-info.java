/**
 * Faults on purpose: a storage that fails, a run that dies, and the matrix of faults that every
 * embedded engine goes through.
 */
package dev.tandem.testkit.fault;
