/**
 * The peers {@code streams} and {@code bytes}: what a good Java developer writes for one machine
 * with parallel streams, Strings, collections and primitive arrays, without a system for data; and
 * what is left of the time where even the Strings are given up.
 */
package dev.tandem.jobs.streams;
