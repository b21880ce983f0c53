package dev.tandem.mapreduce.explain.counters;

import dev.tandem.cluster.FileTraffic;
import java.util.function.ToLongFunction;

/**
 * Hadoop's counters of each file system that tasks used, in its order. Their names get the scheme
 * in front: {@code FILE_BYTES_READ}. Hadoop's sixth, of erasure-coded bytes, is HDFS's alone.
 */
public enum FileSystemCounter {
  /** Bytes read: input, what earlier rounds have left, spills, map outputs, indexes. */
  BYTES_READ("Number of bytes read", FileTraffic::bytesRead),
  /** Bytes written: spills, merges, map outputs, indexes, outputs. */
  BYTES_WRITTEN("Number of bytes written", FileTraffic::bytesWritten),
  /** Files opened, and looks at files and folders. */
  READ_OPS("Number of read operations", FileTraffic::readOps),
  /** Requests for parts of folders that are too large to be listed at once. */
  LARGE_READ_OPS("Number of large read operations", FileTraffic::largeReadOps),
  /** Files and folders made, moved or deleted. */
  WRITE_OPS("Number of write operations", FileTraffic::writeOps);

  private final String label;
  private final ToLongFunction<FileTraffic> amount;

  FileSystemCounter(String label, ToLongFunction<FileTraffic> amount) {
    this.label = label;
    this.amount = amount;
  }

  /** What Hadoop prints behind the scheme. */
  public String label() {
    return label;
  }

  /** This number of the five. */
  long of(FileTraffic traffic) {
    return amount.applyAsLong(traffic);
  }
}
