/** What runs in Hadoop's tasks. */
package dev.tandem.hadoop.task;
