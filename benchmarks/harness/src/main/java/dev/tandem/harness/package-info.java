/**
 * Times the shipped jobs on several contenders with JMH: engines interleaved, every answer checked
 * before a time counts, differences judged by a confidence interval.
 */
package dev.tandem.harness;
