/** How the bounds of a sort are found: the same on every engine. */
package dev.tandem.cluster.sampling;
