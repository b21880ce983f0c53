/** Projects of job authors, and the machine they work on. */
package dev.tandem.cli.project;
