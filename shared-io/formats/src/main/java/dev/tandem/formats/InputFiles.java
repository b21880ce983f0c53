package dev.tandem.formats;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the files behind input paths, in input order: the order of the paths, then the entries of
 * folders by name in code point order, depth first. Inside folders, entries whose names begin with
 * {@code _} or {@code .} are skipped, folders with all they hold.
 */
public final class InputFiles {
  /** Deeper folders than this are taken for a cycle of links. */
  private static final int MAX_DEPTH = 100;

  private InputFiles() {}

  /**
   * The files behind {@code paths}.
   *
   * @param files the storage
   * @param paths files and folders; a path given twice is read twice
   * @throws IOException if there is no path, or one is missing, cannot be listed or is a pipe or a
   *     device; the message names it
   */
  public static List<FileInfo> list(FileStore files, List<String> paths) throws IOException {
    if (paths.isEmpty()) {
      throw new IOException("no input was given: name at least one file or folder");
    }
    List<FileInfo> found = new ArrayList<>();
    for (String path : paths) {
      try {
        FileInfo info = files.info(path);
        if (info == null) {
          throw new NoSuchFileException(path);
        }
        collect(files, info, 0, found);
      } catch (IOException | InvalidPathException e) {
        throw unreadable(path, e);
      }
    }
    for (FileInfo file : found) {
      if (file.length() == 0) {
        checkEmpty(files, file.path());
      }
    }
    return found;
  }

  private static void collect(FileStore files, FileInfo entry, int depth, List<FileInfo> into)
      throws IOException {
    if (!entry.directory()) {
      into.add(entry);
      return;
    }
    if (depth > MAX_DEPTH) {
      throw new IOException(
          "folders nested deeper than "
              + MAX_DEPTH
              + ", probably a cycle of links: "
              + entry.path());
    }
    for (FileInfo child : files.list(entry.path())) {
      if (!child.name().startsWith("_") && !child.name().startsWith(".")) {
        collect(files, child, depth + 1, into);
      }
    }
  }

  /**
   * Cuts the files behind {@code paths} into splits, in input order. An empty file gives one empty
   * split, an empty folder none, a compressed file one.
   *
   * @param splittable whether the format can be read from the middle of a file
   */
  static List<Split> splits(FileStore files, List<String> paths, SplitRule rule, boolean splittable)
      throws IOException {
    List<Split> splits = new ArrayList<>();
    List<FileInfo> listed = list(files, paths);
    SplitRule own = rule.forInput(listed.stream().mapToLong(FileInfo::length).sum());
    for (FileInfo file : listed) {
      boolean plain = Compression.of(file.path()) == Compression.NONE;
      splits.addAll(own.cut(file.path(), file.length(), splittable && plain));
    }
    return splits;
  }

  /**
   * Pipes and devices say that they are empty, but are not: read by their size they would give
   * nothing, without a word.
   */
  private static void checkEmpty(FileStore files, String path) throws IOException {
    if (files.scheme().equals("file") && isLocal(path) && isPipe(path)) {
      throw pipe(path);
    }
    int first;
    try (InputStream in = files.open(path, 0)) {
      first = in.read();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
    if (first >= 0) {
      throw pipe(path);
    }
  }

  /** A storage whose plain paths are local may serve other schemes as well. */
  private static boolean isLocal(String path) {
    return path.startsWith("file://") || !path.contains("://");
  }

  /** Asked without opening it: that would wait for somebody who writes. */
  private static boolean isPipe(String path) throws IOException {
    String local = path.startsWith("file://") ? path.substring("file://".length()) : path;
    return Files.readAttributes(Path.of(local), BasicFileAttributes.class).isOther();
  }

  private static BadInputException pipe(String path) {
    return new BadInputException(
        path,
        "byte 0",
        "its size is 0 but it may have bytes: pipes and devices are not supported",
        "copy the bytes to a file and give that");
  }

  /** One line that names the path. */
  static IOException unreadable(String path, Exception cause) {
    if (cause instanceof BadInputException bad) {
      return bad;
    }
    if (cause instanceof NoSuchFileException missing && path.equals(missing.getFile())) {
      return new IOException("input '" + path + "' does not exist", cause);
    }
    String why =
        cause instanceof AccessDeniedException
            ? "no permission: " + cause.getMessage()
            : cause.getMessage();
    return new IOException("input '" + path + "' cannot be read: " + why, cause);
  }

  /** For plans: the paths, or how many there are. */
  static String describe(List<String> paths) {
    return paths.size() <= 3
        ? String.join(", ", paths)
        : paths.get(0) + " and " + (paths.size() - 1) + " more";
  }
}
