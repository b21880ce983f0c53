/**
 * The file formats: text lines, delimited rows, JSON lines, binary key/value files and fixed-length
 * records, as sources and as sinks.
 *
 * <p>All sources share the rules of {@link dev.tandem.formats.InputFiles} for finding files and of
 * {@link dev.tandem.formats.Compression} for compressed ones, and none of them ever gives a shorter
 * answer for damaged input: they fail with a {@link dev.tandem.formats.BadInputException} or a
 * {@code CorruptDataException} that names the file and the position.
 */
package dev.tandem.formats;
