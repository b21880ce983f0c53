/** Runs stages: in the order of what they need, and only what is missing. */
package dev.tandem.rdd.run;
