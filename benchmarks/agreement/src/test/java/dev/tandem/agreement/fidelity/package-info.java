/**
 * What can be seen of real Apache Spark and real Apache Hadoop, seen of the embedded engines too.
 */
package dev.tandem.agreement.fidelity;
