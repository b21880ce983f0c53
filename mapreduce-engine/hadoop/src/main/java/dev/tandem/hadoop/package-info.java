/** The engine {@code hadoop}: the rounds of the MapReduce engine on real Apache Hadoop. */
package dev.tandem.hadoop;
