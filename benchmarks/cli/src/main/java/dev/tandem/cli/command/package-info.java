/** The commands, a class for each. */
package dev.tandem.cli.command;
