/** What the engines would do with a job, before any run. */
package dev.tandem.cli.explain;
