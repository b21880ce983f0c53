/** What a few times say: medians, and ratios of medians with a confidence interval. */
package dev.tandem.harness.stats;
