package dev.tandem.rdd.store;

import dev.tandem.cluster.Node;
import dev.tandem.contract.io.FileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Makes further copies of blocks: for other nodes, and of memory in files. Thread-safe. */
public final class Copies {
  private final MemoryManager memory;
  private final FileStore files;
  private final Supplier<List<Node>> nodes;
  private final AtomicLong nextFile = new AtomicLong();

  Copies(MemoryManager memory, FileStore files, Supplier<List<Node>> nodes) {
    this.memory = memory;
    this.files = files;
    this.nodes = nodes;
  }

  /** The live nodes behind that of a block, as many as there are and as are wanted. */
  List<Node> neighbours(Node own, int wanted) {
    List<Node> all = nodes.get();
    List<Node> found = new ArrayList<>();
    for (int i = 1; i < all.size() && found.size() < wanted; i++) {
      Node next = all.get((own.number() + i) % all.size());
      if (next.alive()) {
        found.add(next);
      }
    }
    return found;
  }

  /**
   * A copy on another node, in memory or else in a file, as the level says.
   *
   * @return null if it has no room
   * @throws IOException if a file cannot be written
   */
  Block copy(Block block, Node node, int rdd, RecordForm form, StorageLevel level)
      throws IOException {
    if (block instanceof FileBlock file) {
      return copy(file, node);
    }
    if (memory.acquireStorage(block.memoryBytes(), rdd)) {
      return inMemory(block, node);
    }
    return level.useDisk() ? inFile(block, node, form) : null;
  }

  /** Gives the memory back, which was acquired for the copy, if there is none. */
  private Block inMemory(Block block, Node node) throws IOException {
    try {
      return block instanceof ObjectBlock objects
          ? objects.on(node)
          : ((PackedBlock) block).on(node);
    } catch (IOException | RuntimeException e) {
      memory.releaseStorage(block.memoryBytes());
      throw e;
    }
  }

  private FileBlock copy(FileBlock block, Node node) throws IOException {
    String path = newPath(node);
    try (InputStream in = files.open(block.path(), 0)) {
      write(files, in, path);
    }
    return new FileBlock(node, block.form(), path, block.segment());
  }

  /**
   * Writes a file, all of it or nothing.
   *
   * @param from read to its end
   * @throws IOException if that cannot be read, or the file not be written
   */
  public static void write(FileStore files, InputStream from, String path) throws IOException {
    try (OutputStream out = files.create(path)) {
      from.transferTo(out);
    } catch (IOException | RuntimeException e) {
      Reclaim.delete(files, path);
      throw e;
    }
  }

  /**
   * The records of a block in memory, in a file of a node.
   *
   * @throws IOException if it cannot be written
   */
  FileBlock inFile(Block block, Node node, RecordForm form) throws IOException {
    String path = newPath(node);
    try (FileSink sink = new FileSink(files, path, form)) {
      block.push(files, () -> {}, sink::add);
      FileBlock written = (FileBlock) sink.build(node);
      sink.keep();
      return written;
    } catch (LostBlock e) {
      throw new IllegalStateException("memory cannot be a damaged file", e);
    }
  }

  private String newPath(Node node) {
    return node.scratch() + "/blocks/" + nextFile.getAndIncrement();
  }
}
