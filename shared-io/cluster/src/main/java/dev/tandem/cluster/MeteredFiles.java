package dev.tandem.cluster;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.ForwardingFileStore;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The storage of one attempt, which counts what the attempt reads and writes. Thread-safe: an
 * attempt may spill and copy with threads of its own.
 */
final class MeteredFiles extends ForwardingFileStore {
  /** Entries of a folder that HDFS hands out at once ({@code dfs.ls.limit}). */
  private static final int LISTED_AT_ONCE = 1000;

  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):/.*");

  private final Map<String, Meter> meters = new ConcurrentHashMap<>();

  /** The numbers of one scheme while they rise. */
  private static final class Meter {
    final AtomicLong bytesRead = new AtomicLong();
    final AtomicLong bytesWritten = new AtomicLong();
    final AtomicLong readOps = new AtomicLong();
    final AtomicLong largeReadOps = new AtomicLong();
    final AtomicLong writeOps = new AtomicLong();

    FileTraffic read() {
      return new FileTraffic(
          bytesRead.get(), bytesWritten.get(), readOps.get(), largeReadOps.get(), writeOps.get());
    }
  }

  MeteredFiles(FileStore files) {
    super(files);
  }

  /** What was read and written so far, by scheme. */
  Map<String, FileTraffic> traffic() {
    Map<String, FileTraffic> traffic = new TreeMap<>();
    meters.forEach((scheme, meter) -> traffic.put(scheme, meter.read()));
    return traffic;
  }

  private Meter meter(String path) {
    String scheme = files.scheme();
    if (!path.startsWith("/")) {
      Matcher named = SCHEME.matcher(path);
      scheme = named.matches() ? named.group(1) : scheme;
    }
    return meters.computeIfAbsent(scheme, any -> new Meter());
  }

  @Override
  public List<FileInfo> list(String folder) throws IOException {
    List<FileInfo> entries = files.list(folder);
    Meter meter = meter(folder);
    if (entries.size() <= LISTED_AT_ONCE) {
      meter.readOps.incrementAndGet();
    } else {
      meter.largeReadOps.addAndGet((entries.size() - 1) / LISTED_AT_ONCE + 1);
    }
    return entries;
  }

  @Override
  public FileInfo info(String path) throws IOException {
    meter(path).readOps.incrementAndGet();
    return files.info(path);
  }

  @Override
  public InputStream open(String path, long offset) throws IOException {
    Meter meter = meter(path);
    meter.readOps.incrementAndGet();
    return new MeteredInput(files.open(path, offset), meter.bytesRead);
  }

  @Override
  public OutputStream create(String path) throws IOException {
    Meter meter = meter(path);
    meter.writeOps.incrementAndGet();
    return new MeteredOutput(files.create(path), meter.bytesWritten);
  }

  @Override
  public void createFolder(String path) throws IOException {
    meter(path).writeOps.incrementAndGet();
    files.createFolder(path);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    meter(from).writeOps.incrementAndGet();
    files.rename(from, to);
  }

  @Override
  public void delete(String path) throws IOException {
    meter(path).writeOps.incrementAndGet();
    files.delete(path);
  }

  @Override
  public long freeSpace(String path) throws IOException {
    meter(path).readOps.incrementAndGet();
    return files.freeSpace(path);
  }

  private static final class MeteredInput extends FilterInputStream {
    private final AtomicLong bytes;

    MeteredInput(InputStream in, AtomicLong bytes) {
      super(in);
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      bytes.addAndGet(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int n = in.read(into, offset, length);
      bytes.addAndGet(Math.max(0, n));
      return n;
    }
  }

  private static final class MeteredOutput extends FilterOutputStream {
    private final AtomicLong bytes;

    MeteredOutput(OutputStream out, AtomicLong bytes) {
      super(out);
      this.bytes = bytes;
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      bytes.incrementAndGet();
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
      out.write(from, offset, length);
      bytes.addAndGet(length);
    }
  }
}
