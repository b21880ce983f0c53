/**
 * What Hadoop keeps in {@code mapreduce.lib}: formats, mappers and reducers that many jobs need,
 * several inputs and outputs, sampling for a total order, graphs of jobs. The formats for text
 * stand beside {@link dev.tandem.mapreduce.api.MapReduceJob}, whose defaults they are.
 */
package dev.tandem.mapreduce.api.lib;
