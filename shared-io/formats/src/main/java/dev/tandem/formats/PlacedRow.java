package dev.tandem.formats;

import java.util.List;

/**
 * A row and its place in the input: rows by file, then by position, are in input order.
 *
 * @param file the number of its file among all files of the source, in input order, from 0
 * @param position grows from row to row of a file: the offset of the row's first byte (in the
 *     decompressed bytes, if the file is compressed), or the number of its first line if the format
 *     is read by lines only
 * @param cells the cells; unmodifiable
 */
public record PlacedRow(int file, long position, List<String> cells) {}
