package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.Node;

/**
 * An output of a map task that is lost.
 *
 * @param node on which it has lain
 * @param made its number among all that were published, in their order
 */
public record Loss(Node node, long made) {}
