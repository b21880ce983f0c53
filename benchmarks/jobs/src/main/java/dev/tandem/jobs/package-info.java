/**
 * The shipped jobs. A class that implements {@code Job} is a program to read; what is fiddly about
 * it (cells, numbers, points) is in small helpers beside it.
 */
package dev.tandem.jobs;
