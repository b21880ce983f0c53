/** What the terminal shows: amounts for people, tables, wrapped columns. */
package dev.tandem.cli.text;
