package dev.tandem.testkit.fault;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.ForwardingFileStore;
import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Local files on a machine that may lose power: {@link #cut} leaves below one folder only what was
 * synced. A file keeps the bytes that it had at its last sync, a folder the entries; an entry that
 * is kept of a file that was never synced is an empty file, as POSIX allows. Files elsewhere are
 * not touched. What is there at first counts as synced.
 *
 * <p>Thread-safe; a store serves one run.
 */
public final class PowerCutFiles extends ForwardingFileStore {
  /** What a file system may have written on its own accord when the power goes. */
  public enum Kept {
    /** Nothing: all that was not synced is gone. */
    NOTHING,
    /** All entries of folders, but no bytes: renames overtake the files that they name. */
    NAMES
  }

  /** A file, or a folder with its entries as they are and as they were when it was synced. */
  private static final class Node {
    private final boolean folder;
    private final Map<String, Node> now = new TreeMap<>();
    private Map<String, Node> syncedEntries = new HashMap<>();
    private byte[] syncedBytes = {};

    Node(boolean folder) {
      this.folder = folder;
    }

    Map<String, Node> kept(Kept kept) {
      return kept == Kept.NAMES ? now : syncedEntries;
    }
  }

  private final Path root;
  private final Node top;

  /** Watches what is below a folder, which exists. */
  public PowerCutFiles(Path root) throws IOException {
    super(LocalFileStore.INSTANCE);
    this.root = root.toAbsolutePath().normalize();
    this.top = read(this.root);
  }

  private static Node read(Path path) throws IOException {
    Node node = new Node(Files.isDirectory(path));
    if (!node.folder) {
      node.syncedBytes = Files.readAllBytes(path);
      return node;
    }
    try (Stream<Path> entries = Files.list(path)) {
      for (Path entry : entries.toList()) {
        node.now.put(entry.getFileName().toString(), read(entry));
      }
    }
    node.syncedEntries = new HashMap<>(node.now);
    return node;
  }

  /** The power goes: from here on the folder holds what was kept. The run must have ended. */
  public synchronized void cut(Kept kept) {
    try {
      for (String name : files.list(root.toString()).stream().map(FileInfo::name).toList()) {
        files.delete(root.resolve(name).toString());
      }
      write(top, root, kept);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Node node, Path path, Kept kept) throws IOException {
    if (!node.folder) {
      Files.write(path, node.syncedBytes);
      return;
    }
    Files.createDirectories(path);
    for (Map.Entry<String, Node> entry : node.kept(kept).entrySet()) {
      write(entry.getValue(), path.resolve(entry.getKey()), kept);
    }
  }

  private Path below(String path) {
    Path normal = Path.of(path).toAbsolutePath().normalize();
    return normal.startsWith(root) && !normal.equals(root) ? root.relativize(normal) : null;
  }

  /** The folder that holds an entry, made with those above it; null for paths elsewhere. */
  private Node parent(String path) {
    Path below = below(path);
    if (below == null) {
      return null;
    }
    Node at = top;
    for (int i = 0; i < below.getNameCount() - 1; i++) {
      at = at.now.computeIfAbsent(below.getName(i).toString(), name -> new Node(true));
    }
    return at;
  }

  private Node find(String path) {
    if (Path.of(path).toAbsolutePath().normalize().equals(root)) {
      return top;
    }
    Node parent = parent(path);
    return parent == null ? null : parent.now.get(name(path));
  }

  private static String name(String path) {
    return Path.of(path).getFileName().toString();
  }

  private void put(String path, Node node) {
    Node parent = parent(path);
    if (parent != null) {
      parent.now.putIfAbsent(name(path), node);
    }
  }

  private Node take(String path) {
    Node parent = parent(path);
    return parent == null ? null : parent.now.remove(name(path));
  }

  @Override
  public synchronized OutputStream create(String path) throws IOException {
    OutputStream out = files.create(path);
    put(path, new Node(false));
    return out;
  }

  @Override
  public synchronized void createFolder(String path) throws IOException {
    files.createFolder(path);
    put(path, new Node(true));
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    files.rename(from, to);
    Node moved = take(from);
    take(to);
    if (moved != null) {
      put(to, moved);
    }
  }

  @Override
  public synchronized void delete(String path) throws IOException {
    files.delete(path);
    take(path);
  }

  @Override
  public synchronized void sync(String path) throws IOException {
    files.sync(path);
    Node node = find(path);
    if (node == null) {
      return;
    }
    if (node.folder) {
      node.syncedEntries = new HashMap<>(node.now);
    } else {
      node.syncedBytes = Files.readAllBytes(Path.of(path));
    }
  }
}
