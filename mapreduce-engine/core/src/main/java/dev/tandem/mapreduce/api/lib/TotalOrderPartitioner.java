package dev.tandem.mapreduce.api.lib;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Unit;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.formats.KeyValueFile;
import dev.tandem.mapreduce.api.Configurable;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.Partitioner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Ranges of keys, so that the part files behind one another are sorted. The bounds are read from a
 * local file that {@link InputSampler#writePartitionFile} has written: one fewer than there are
 * reduce tasks, in the order in which the job sorts its keys. A bound itself belongs to the range
 * above it.
 *
 * <p>Hadoop builds a trie over the bounds where keys are bytes in their natural order; a binary
 * search finds the same ranges.
 *
 * @param <K> keys of the map output: of a class that needs no declaring
 * @param <V> values of the map output
 */
public class TotalOrderPartitioner<K, V> extends Partitioner<K, V> implements Configurable {
  /** The file of the bounds. */
  public static final String PARTITIONER_PATH = "mapreduce.totalorderpartitioner.path";

  /** The default of {@link #PARTITIONER_PATH}. */
  public static final String DEFAULT_PATH = "_partition.lst";

  private List<Object> bounds = List.of();
  private String path = DEFAULT_PATH;
  private Comparator<Object> order = (a, b) -> Codecs.compare(Codecs.orderedDynamic(), a, b);

  /** Sets the file of the bounds. */
  public static void setPartitionFile(Configuration conf, String path) {
    conf.set(PARTITIONER_PATH, path);
  }

  /** The file of the bounds. */
  public static String getPartitionFile(Configuration conf) {
    return conf.get(PARTITIONER_PATH, DEFAULT_PATH);
  }

  @Override
  public void setConf(Configuration conf) {
    path = getPartitionFile(conf);
    try {
      bounds = read(path);
    } catch (IOException e) {
      throw new UncheckedIOException("the partition file " + path + " cannot be read", e);
    }
    int reduces = conf.getInt("mapreduce.job.reduces", 1);
    if (bounds.size() != reduces - 1) {
      throw new IllegalArgumentException(
          "the partition file "
              + path
              + " has "
              + bounds.size()
              + " bounds, "
              + reduces
              + " reduce tasks need "
              + (reduces - 1));
    }
  }

  /**
   * The order of the ranges: that of the job, as in Hadoop; the natural one unless set.
   *
   * @throws IllegalArgumentException if it is not that of the bounds
   */
  @Override
  public void setKeyOrder(Comparator<Object> keys) {
    order = keys;
    for (int i = 1; i < bounds.size(); i++) {
      if (order.compare(bounds.get(i - 1), bounds.get(i)) >= 0) {
        throw new IllegalArgumentException(
            "the bounds in " + path + " are not in order, from bound " + i);
      }
    }
  }

  private static List<Object> read(String path) throws IOException {
    FileStore files = LocalFileStore.INSTANCE;
    KeyValueFile<Object, Unit> source =
        KeyValueFile.of(List.of(path), Codecs.dynamic(), Codecs.UNIT);
    FileInfo info = files.info(path);
    if (info == null) {
      throw new java.nio.file.NoSuchFileException(path);
    }
    List<Object> found = new ArrayList<>();
    SplitRule whole = new SplitRule(info.length() + 1, Long.MAX_VALUE, Long.MAX_VALUE);
    for (Split split : source.splits(files, whole)) {
      try (RecordReader<Pair<Object, Unit>> reader = source.open(files, split)) {
        while (reader.read(pair -> found.add(pair.first()), 1024)) {
          // All of them.
        }
      }
    }
    return found;
  }

  @Override
  public int getPartition(K key, V value, int numPartitions) {
    int at = Collections.binarySearch(bounds, key, order);
    return at < 0 ? -at - 1 : at + 1;
  }
}
