/** What a benchmark found out, for people. */
package dev.tandem.cli.bench;
