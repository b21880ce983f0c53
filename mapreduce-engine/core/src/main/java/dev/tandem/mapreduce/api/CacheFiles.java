package dev.tandem.mapreduce.api;

import dev.tandem.cluster.Node;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.formats.Archives;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The distributed cache: small files that every task may read, copied once to each node before its
 * first task begins, and archives, which are unpacked there. Thread-safe.
 */
final class CacheFiles {
  private static final String LIMIT = "tandem.cache.archive.";

  private final FileStore files;
  private final Set<String> archives = new HashSet<>();
  private final Archives.Limits limits;

  /** Where each name comes from. */
  private final Map<String, String> sources = new LinkedHashMap<>();

  private final Map<Node, Map<String, Path>> copies = new HashMap<>();

  /**
   * @param files the storage
   * @param plain paths, each with {@code #name} behind it or not
   * @param packed paths of archives, likewise
   * @param conf has the limits of archives: {@code tandem.cache.archive.entries}, {@code bytes} and
   *     {@code ratio}
   * @throws IllegalArgumentException if one is missing or no file, or two have one name
   */
  CacheFiles(FileStore files, List<String> plain, List<String> packed, Configuration conf)
      throws IOException {
    this.files = files;
    Archives.Limits otherwise = Archives.Limits.DEFAULT;
    this.limits =
        new Archives.Limits(
            conf.getLong(LIMIT + "entries", otherwise.entries()),
            conf.getLong(LIMIT + "bytes", otherwise.bytes()),
            Math.max(1, conf.getLong(LIMIT + "ratio", otherwise.ratio())));
    for (String path : plain) {
      add(path);
    }
    Set<String> plainNames = Set.copyOf(sources.keySet());
    for (String path : packed) {
      String name = add(path);
      if (plainNames.contains(name)) {
        throw new IllegalArgumentException(
            "'" + name + "' is a cache file and a cache archive; name one of them with #");
      }
      if (!Archives.isArchive(sources.get(name))) {
        throw new IllegalArgumentException(
            "the cache archive "
                + path
                + " is none; its name must end in .zip, .jar, .tar or .tgz");
      }
      archives.add(name);
    }
  }

  /** Returns the name under which tasks find it. */
  private String add(String path) throws IOException {
    int hash = path.lastIndexOf('#');
    String source = hash < 0 ? path : path.substring(0, hash);
    String name =
        hash < 0 ? source.substring(source.lastIndexOf('/') + 1) : path.substring(hash + 1);
    checkSource(source);
    checkName(name);
    String other = sources.put(name, source);
    if (other != null && !other.equals(source)) {
      throw new IllegalArgumentException(
          "two cache files are called '" + name + "'; name one of them with #");
    }
    return name;
  }

  private void checkSource(String source) throws IOException {
    FileInfo info = files.info(source);
    if (info == null || info.directory()) {
      throw new IllegalArgumentException(
          "the cache file " + source + (info == null ? " does not exist" : " is a folder"));
    }
  }

  private static void checkName(String name) {
    if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/")) {
      throw new IllegalArgumentException("a cache file cannot be called '" + name + "'");
    }
  }

  /** The copies of a node by name, made if they are not there. */
  synchronized Map<String, Path> on(Node node) throws IOException {
    Map<String, Path> known = copies.get(node);
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Map.Entry<String, String> file : sources.entrySet()) {
        String to = node.scratch() + "/cache/" + file.getKey();
        if (archives.contains(file.getKey())) {
          files.delete(to);
          Archives.unpack(files, file.getValue(), to, limits);
        } else {
          copy(file.getValue(), to);
        }
        known.put(file.getKey(), Path.of(to));
      }
      copies.put(node, known);
    }
    return known;
  }

  private void copy(String from, String to) throws IOException {
    files.delete(to);
    try (InputStream in = files.open(from, 0);
        OutputStream out = files.create(to)) {
      in.transferTo(out);
    }
  }
}
