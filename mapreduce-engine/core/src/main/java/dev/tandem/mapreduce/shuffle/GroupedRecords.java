package dev.tandem.mapreduce.shuffle;

import dev.tandem.cluster.TaskContext;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.plan.StorageFailure;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Sorted records as a reducer or a combiner pulls them, group by group: Hadoop's {@code
 * ReduceContextImpl}. Other than in {@link Groups} two keys may belong to one group without being
 * equal; the key is then that of the value that was handed out last. Keys are fresh objects; values
 * are what their codec makes. Nothing of a group is held in memory, but what a mark wants.
 */
final class GroupedRecords implements PulledGroups, Closeable {
  /** Combiners of one attempt run beside each other, in one folder: no two marks have a name. */
  private static final AtomicLong MARKS = new AtomicLong();

  private final TaskContext context;
  private final SortedRecords records;
  private final KeyLayout layout;
  private final Codec<Object> values;
  private final Comparator<Object> sameGroup;
  private final KeyComparator.Raw sameBytes;
  private final RecordView at = new RecordView();
  private final Input in = new Input();
  private byte[] groupBytes = new byte[64];
  private int groupLength;

  /** The key of the record that is next, where keys of a group may differ. */
  private Object nextKey;

  private Object key;
  private boolean more;
  private boolean inGroup;
  private boolean atFirst;

  /** What can be handed out again; null if nothing can. */
  private MarkedRecords marked;

  /** Whether the mark was forgotten while records were handed out again. */
  private boolean lastReplay;

  private long groups;
  private long taken;
  private RuntimeException failure;

  /**
   * @param context the attempt
   * @param records in order
   * @param layout of their sort keys
   * @param values the codec of their values
   * @param neighbours two for which it returns 0 belong to one group; null for equal keys
   */
  GroupedRecords(
      TaskContext context,
      SortedRecords records,
      KeyLayout layout,
      Codec<Object> values,
      KeyComparator neighbours) {
    this.context = context;
    this.records = records;
    this.layout = layout;
    this.values = values;
    this.sameBytes = neighbours instanceof KeyComparator.Raw raw ? raw : null;
    this.sameGroup = neighbours instanceof KeyComparator.Decoding one ? one.keys() : null;
    this.more = read();
    this.nextKey = more && sameGroup != null ? decodeKey() : null;
  }

  @Override
  public boolean nextGroup() {
    forget();
    while (inGroup) {
      if (sameBytes != null && !atFirst) {
        remember();
      }
      atFirst = false;
      advance();
    }
    if (failure != null) {
      throw failure;
    }
    if (!more) {
      return false;
    }
    context.checkStopped();
    groups++;
    inGroup = true;
    atFirst = true;
    if (sameGroup == null) {
      remember();
      key = sameBytes == null ? decodeKey() : null;
    } else {
      key = nextKey;
    }
    return true;
  }

  @Override
  public Object key() {
    if (key == null && sameBytes != null && groups > 0) {
      key = decodeKey(groupBytes, 0, groupLength);
    }
    return key;
  }

  @Override
  public boolean hasNext() {
    return inGroup || replays();
  }

  private boolean replays() {
    return marked != null && marked.hasNext();
  }

  @Override
  public Object next() {
    if (replays()) {
      return nextAgain();
    }
    if (!inGroup) {
      throw new NoSuchElementException(
          "the values of a group are a single pass, and all have been read");
    }
    Object value = decodeValue(at);
    keep();
    if (sameGroup != null) {
      key = nextKey;
    } else if (sameBytes != null && !atFirst) {
      remember();
      key = null;
    }
    atFirst = false;
    advance();
    return value;
  }

  private Object decodeValue(RecordView record) {
    in.reset(record.value, record.valueFrom, record.valueLength);
    try {
      return values.read(in);
    } catch (CorruptDataException e) {
      throw broken(new IOException("a value cannot be read back: " + e.getMessage(), e));
    }
  }

  private Object nextAgain() {
    RecordView again = new RecordView();
    try {
      marked.next(again);
    } catch (IOException e) {
      throw broken(e);
    }
    Object value = decodeValue(again);
    if (sameGroup != null || sameBytes != null) {
      key = decodeKey(again.key, again.keyFrom, again.keyLength);
    }
    return value;
  }

  private void keep() {
    if (lastReplay) {
      forget();
    }
    if (marked != null) {
      try {
        marked.append(at);
      } catch (IOException e) {
        throw broken(e);
      }
    }
  }

  @Override
  public void mark(long memory) {
    if (replays()) {
      lastReplay = false;
      marked.mark();
    } else {
      forget();
      marked = new MarkedRecords(context, "marked" + MARKS.getAndIncrement() + "-", memory);
    }
  }

  @Override
  public boolean reset() {
    if (marked == null || lastReplay) {
      return false;
    }
    try {
      marked.rewind();
    } catch (IOException e) {
      throw broken(e);
    }
    return true;
  }

  @Override
  public void clearMark() {
    lastReplay = replays();
    if (!lastReplay) {
      forget();
    }
  }

  private void forget() {
    lastReplay = false;
    if (marked != null) {
      try (MarkedRecords old = marked) {
        marked = null;
        old.clear();
      } catch (IOException e) {
        throw broken(e);
      }
    }
  }

  @Override
  public long groups() {
    return groups;
  }

  @Override
  public long records() {
    return taken;
  }

  /** Forgets the mark: a reducer may stop anywhere, or fail. */
  @Override
  public void close() {
    forget();
  }

  /** Passes over all that is left. */
  void drain() {
    while (more) {
      taken++;
      more = read();
    }
    inGroup = false;
  }

  private void advance() {
    taken++;
    more = read();
    inGroup = more && holds();
    if ((taken & Merger.CHECK_MASK) == 0) {
      context.checkStopped();
    }
  }

  private boolean holds() {
    if (sameBytes != null) {
      return sameBytes.compare(groupBytes, 0, groupLength, at.key, at.keyFrom, at.keyLength) == 0;
    }
    if (sameGroup == null) {
      return Arrays.equals(
          groupBytes, 0, groupLength, at.key, at.keyFrom, at.keyFrom + at.keyLength);
    }
    Object before = nextKey;
    nextKey = decodeKey();
    return sameGroup.compare(before, nextKey) == 0;
  }

  private void remember() {
    groupLength = at.keyLength;
    if (groupLength > groupBytes.length) {
      groupBytes = new byte[groupLength];
    }
    System.arraycopy(at.key, at.keyFrom, groupBytes, 0, groupLength);
  }

  private boolean read() {
    try {
      return records.next(at);
    } catch (IOException e) {
      throw broken(e);
    }
  }

  private Object decodeKey() {
    return decodeKey(at.key, at.keyFrom, at.keyLength);
  }

  private Object decodeKey(byte[] bytes, int from, int length) {
    try {
      return layout.readKey(bytes, from, length, in);
    } catch (CorruptDataException e) {
      throw broken(new IOException("a key cannot be read back: " + e.getMessage(), e));
    }
  }

  /** A failure of the storage is remembered: user code that swallows it does not hide it. */
  private StorageFailure broken(IOException e) {
    StorageFailure broken = new StorageFailure(e);
    failure = broken;
    inGroup = false;
    more = false;
    try (MarkedRecords old = marked) {
      marked = null;
    } catch (IOException another) {
      broken.addSuppressed(another);
    }
    return broken;
  }
}
