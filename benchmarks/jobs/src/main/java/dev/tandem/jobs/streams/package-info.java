/**
 * The peer {@code streams}: what a good Java developer writes for one machine with parallel
 * streams, Strings, collections and primitive arrays, without a system for data.
 */
package dev.tandem.jobs.streams;
