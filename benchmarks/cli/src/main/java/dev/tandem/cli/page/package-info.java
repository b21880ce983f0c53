/**
 * The page of a comparison: one self-contained HTML file with plans, timelines and ledgers. It has
 * no script and loads nothing; all text in it goes through {@link dev.tandem.cli.page.Markup},
 * which escapes it.
 */
package dev.tandem.cli.page;
