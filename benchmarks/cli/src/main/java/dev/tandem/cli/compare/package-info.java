/** One job on several engines: the runs, the check of their answers, the table. */
package dev.tandem.cli.compare;
