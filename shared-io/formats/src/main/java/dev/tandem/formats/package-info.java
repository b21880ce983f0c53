/**
 * The file formats: text lines, delimited rows, JSON lines, binary key/value files and fixed-length
 * records, as sources and as sinks.
 *
 * <p>All sources share the rules of {@link dev.tandem.formats.InputFiles} for finding files and of
 * {@link dev.tandem.formats.Compression} for compressed ones, and none of them ever gives a shorter
 * answer for damaged input: they fail with a {@link dev.tandem.formats.BadInputException} or a
 * {@code CorruptDataException} that names the file and the position.
 *
 * <p>Text is given as Strings, or, with the same verbs and answers, as slices of bytes ({@link
 * dev.tandem.formats.TextLines#utf8}, {@link dev.tandem.formats.TextBytes}): a token then costs one
 * small object, and its bytes are copied only where an engine keeps it.
 */
package dev.tandem.formats;
