/** Plans for people: repeated units folded, several engines side by side. */
package dev.tandem.cli.plan;
