/** Tells what stages do, and why. */
package dev.tandem.rdd.explain;
