/** Runs a job: finds it, resolves its inputs, watches signals and progress. */
package dev.tandem.cli.run;
