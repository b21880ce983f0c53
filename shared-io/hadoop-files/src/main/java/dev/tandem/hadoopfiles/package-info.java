/** Tandem's storage contract over Hadoop's file systems, for both adapters. */
package dev.tandem.hadoopfiles;
