/**
 * Makes again what was lost. A map output lies on the disk of one node: when that node goes, or a
 * file is damaged, the map tasks that wrote what is still wanted run once more, and nothing else.
 * Finished reduce tasks have left the node with their output and are not affected.
 */
package dev.tandem.mapreduce.recover;
