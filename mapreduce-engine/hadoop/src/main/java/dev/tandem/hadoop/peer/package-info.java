/**
 * Programs for Hadoop as its own users write them: Mapper and Reducer, Writables, no Tandem. They
 * stand beside the engine as yardsticks.
 */
package dev.tandem.hadoop.peer;
