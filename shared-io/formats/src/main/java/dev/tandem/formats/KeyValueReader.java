package dev.tandem.formats;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.Words;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Reads the blocks that begin inside a split. Every reader checks the head of the file, and that
 * behind its last block another block follows: so each block is vouched for by the reader of the
 * one before, and damage cannot hide between two splits.
 */
final class KeyValueReader<K, V> implements RecordReader<Pair<K, V>> {
  private static final int SEARCH = 1 << 16;

  private final FileStore files;
  private final String path;
  private final long fileLength;
  private final long end;
  private final Codec<K> key;
  private final Codec<V> value;
  private final Input records = new Input();
  private InputStream in;
  private byte[] payload = new byte[KeyValueForm.BLOCK + (1 << 12)];

  /** Position in the file of the next byte of {@link #in}. */
  private long position;

  private long block;
  private int recordsLeft;
  private int recordInBlock;
  private boolean done;

  /** The bytes of the blocks that begin inside the split, and of the head before the first one. */
  private long bytesRead;

  KeyValueReader(FileStore files, Split split, Codec<K> key, Codec<V> value) throws IOException {
    FileInfo file = files.info(split.path());
    if (file == null) {
      throw new IOException("input '" + split.path() + "' does not exist");
    }
    this.files = files;
    this.path = split.path();
    this.fileLength = file.length();
    this.end = split.start() + split.length();
    this.key = key;
    this.value = value;
    try {
      begin(split.start());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void begin(long start) throws IOException {
    seek(0);
    byte[] expected = KeyValueForm.head(key, value);
    byte[] head = bytes((int) Math.min(expected.length, fileLength));
    if (!Arrays.equals(head, expected)) {
      throw wrongHead(head);
    }
    bytesRead = start == 0 && end > 0 ? head.length : 0;
    if (start <= head.length) {
      nextBlock();
    } else {
      long found = search(start);
      done = found < 0;
      if (!done) {
        seek(found);
        nextBlock();
      }
    }
  }

  private CorruptDataException wrongHead(byte[] head) {
    int magic = KeyValueForm.MAGIC.length;
    if (head.length < magic || !Arrays.equals(head, 0, magic, KeyValueForm.MAGIC, 0, magic)) {
      return corrupt(0, "this is not a key/value file of version 1");
    }
    return corrupt(
        magic,
        "the head is damaged or names other types than "
            + key.describe()
            + " and "
            + value.describe());
  }

  private void seek(long to) throws IOException {
    close();
    try {
      in = files.open(path, to);
    } catch (IOException e) {
      throw InputFiles.unreadable(path, e);
    }
    position = to;
  }

  private byte[] bytes(int n) throws IOException {
    byte[] bytes = new byte[n];
    read(bytes, n);
    return bytes;
  }

  private void read(byte[] into, int n) throws IOException {
    int got = in.readNBytes(into, 0, n);
    if (got < n) {
      throw corrupt(position + got, "the file is cut");
    }
    position += n;
  }

  /** The offset of the first block that begins inside the split, or -1. */
  private long search(long start) throws IOException {
    seek(start);
    byte[] window = new byte[SEARCH + KeyValueForm.BLOCK_HEAD];
    int kept = 0;
    long base = start;
    while (base < end) {
      int got = in.readNBytes(window, kept, window.length - kept);
      int limit = kept + got;
      for (int i = 0; i + KeyValueForm.BLOCK_HEAD <= limit && base + i < end; i++) {
        boolean mark = (long) Words.BIG_ENDIAN.get(window, i) == KeyValueForm.MARK;
        if (mark && KeyValueForm.isBlockHead(base + i, window, i)) {
          return base + i;
        }
      }
      if (got == 0) {
        return -1;
      }
      kept = Math.min(limit, KeyValueForm.BLOCK_HEAD - 1);
      System.arraycopy(window, limit - kept, window, 0, kept);
      base += limit - kept;
    }
    return -1;
  }

  /** Checks the head of the next block, and reads the block if it begins inside the split. */
  private void nextBlock() throws IOException {
    block = position;
    if (position + KeyValueForm.BLOCK_HEAD > fileLength) {
      throw corrupt(position, "the file is cut: its end is missing");
    }
    byte[] head = bytes(KeyValueForm.BLOCK_HEAD);
    if (!KeyValueForm.isBlockHead(block, head, 0)) {
      throw corrupt(block, "the head of a block is damaged");
    }
    int length = (int) Words.BIG_ENDIAN_INT.get(head, 8);
    recordsLeft = (int) Words.BIG_ENDIAN_INT.get(head, 12);
    recordInBlock = 0;
    bytesRead += block < end ? KeyValueForm.BLOCK_HEAD + length : 0;
    if (recordsLeft == 0) {
      checkEnd();
    } else if (block >= end) {
      done = true;
    } else {
      readPayload(length, (int) Words.BIG_ENDIAN_INT.get(head, 16));
    }
  }

  private void checkEnd() {
    done = true;
    if (position != fileLength) {
      throw corrupt(position, (fileLength - position) + " bytes follow the end");
    }
  }

  private void readPayload(int length, int checksum) throws IOException {
    if (length < 0 || length > fileLength - position) {
      throw corrupt(fileLength, "the file is cut: a block needs " + length + " bytes");
    }
    if (payload.length < length) {
      payload = new byte[length];
    }
    read(payload, length);
    if (KeyValueForm.checksum(payload, 0, length) != checksum) {
      throw corrupt(block, "a block does not match its checksum");
    }
    records.reset(payload, 0, length);
  }

  @Override
  public boolean read(Emitter<? super Pair<K, V>> out, int atMost) throws IOException {
    for (int i = 0; i < atMost; i++) {
      if (recordsLeft == 0 && !done) {
        nextBlock();
      }
      if (done) {
        return false;
      }
      recordInBlock++;
      recordsLeft--;
      Pair<K, V> pair = decode();
      if (recordsLeft == 0 && records.remaining() > 0) {
        throw corrupt(block, "a block holds more than its records");
      }
      out.emit(pair);
    }
    return true;
  }

  private Pair<K, V> decode() {
    try {
      K k = key.read(records);
      return new Pair<>(k, value.read(records));
    } catch (CorruptDataException e) {
      throw new CorruptDataException(
          message(block, "record " + (recordInBlock - 1) + " of a block: " + e.getMessage()), e);
    }
  }

  private CorruptDataException corrupt(long at, String what) {
    return new CorruptDataException(message(at, what));
  }

  private String message(long at, String what) {
    return path + ", byte " + at + ": " + what + "; write the file again, or read it as what it is";
  }

  @Override
  public String position() {
    String record = recordInBlock == 0 ? "" : "record " + (recordInBlock - 1) + " of ";
    return path + ", " + record + "the block at byte " + block;
  }

  @Override
  public long bytesRead() {
    return bytesRead;
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      in.close();
    }
  }
}
