package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often a token occurs, by file. The file that was counted last is held apart: tokens come file
 * by file, and most occur in one, so counting touches no map.
 */
final class FileCounts {
  /** As a map from files to counts, sorted by file: equal counts have equal bytes. */
  static final Codec<FileCounts> CODEC = Form.INSTANCE;

  /** Null before the first occurrence. */
  private String last;

  private long count;

  /** The counts of all files but the last one; null while there is no other. */
  private Map<String, Long> others;

  /** Takes a file and its count. */
  @FunctionalInterface
  interface Visitor {
    void visit(String file, long count);
  }

  /**
   * Counts the occurrences of a token by file.
   *
   * @param <R> what becomes of the counts
   */
  interface Counting<R> extends Aggregator<String, FileCounts, R> {
    @Override
    default FileCounts create() {
      return new FileCounts();
    }

    @Override
    default FileCounts add(FileCounts files, String file) {
      files.add(file, 1);
      return files;
    }

    @Override
    default FileCounts merge(FileCounts into, FileCounts from) {
      from.each(into::add);
      return into;
    }

    @Override
    default Codec<FileCounts> accumulatorCodec() {
      return CODEC;
    }
  }

  /** Adds {@code occurrences} in a file. */
  void add(String file, long occurrences) {
    if (!file.equals(last)) {
      change(file);
    }
    count += occurrences;
  }

  private void change(String file) {
    if (last != null) {
      others = others == null ? new HashMap<>(4) : others;
      others.put(last, count);
    }
    Long before = others == null ? null : others.remove(file);
    last = file;
    count = before == null ? 0 : before;
  }

  /** The number of files. */
  int files() {
    return (last == null ? 0 : 1) + (others == null ? 0 : others.size());
  }

  /** Visits each file once, in no order. */
  void each(Visitor visitor) {
    if (others != null) {
      others.forEach(visitor::visit);
    }
    if (last != null) {
      visitor.visit(last, count);
    }
  }

  private enum Form implements Codec<FileCounts> {
    INSTANCE;

    private static final Codec<Map<String, Long>> MAP = Codecs.map(Codecs.TEXT, Codecs.LONG);

    private static Map<String, Long> map(FileCounts counts) {
      Map<String, Long> map = new TreeMap<>();
      counts.each(map::put);
      return map;
    }

    @Override
    public void write(FileCounts counts, Output out) {
      MAP.write(map(counts), out);
    }

    @Override
    public FileCounts read(Input in) {
      FileCounts counts = new FileCounts();
      MAP.read(in).forEach(counts::add);
      return counts;
    }

    @Override
    public boolean canonical() {
      return true;
    }

    @Override
    public int hash(FileCounts counts) {
      return MAP.hash(map(counts));
    }
  }
}
