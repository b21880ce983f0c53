package dev.tandem.contract.io;

/**
 * One entry of a storage.
 *
 * @param path the full path
 * @param directory whether it is a folder
 * @param length bytes of a file; 0 for a folder
 * @param modifiedMillis time of the last change, milliseconds since 1970
 */
public record FileInfo(String path, boolean directory, long length, long modifiedMillis) {
  /** The last component of the path. */
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
