/** The lists of jobs, engines and datasets, for the terminal and for the README. */
package dev.tandem.cli.docs;
