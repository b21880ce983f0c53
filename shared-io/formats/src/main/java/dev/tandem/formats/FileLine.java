package dev.tandem.formats;

/**
 * A line and where it stands.
 *
 * @param file the path of the file
 * @param offset position of the line's first byte in the file (in the decompressed bytes, if it is
 *     compressed)
 * @param line the line without its terminator
 */
public record FileLine(String file, long offset, String line) {
  /**
   * The name of the file without its folders and without a compression ending: {@code a.txt} for
   * {@code logs/a.txt.gz}.
   */
  public String baseName() {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return name.substring(0, name.length() - Compression.of(name).extension().length());
  }
}
