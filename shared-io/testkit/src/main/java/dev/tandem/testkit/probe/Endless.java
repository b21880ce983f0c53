package dev.tandem.testkit.probe;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A source that never ends, for runs that must be stopped from outside or need the first records
 * only.
 *
 * @param number of this source: its readers share a signal
 */
public record Endless(int number) implements Source<Long> {
  private static final long WELL_UNDER_WAY = 5000;
  private static final AtomicInteger NEXT = new AtomicInteger();
  private static final Map<Integer, CountDownLatch> READING = new ConcurrentHashMap<>();

  /** A source of its own. */
  public static Endless fresh() {
    return new Endless(NEXT.incrementAndGet());
  }

  /**
   * Waits until some thousand records have been read. Works where tasks run in the JVM of the test.
   */
  public void awaitReading() {
    try {
      reading().await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CountDownLatch reading() {
    return READING.computeIfAbsent(number, n -> new CountDownLatch(1));
  }

  @Override
  public List<Split> splits(FileStore files, SplitRule rule) {
    return List.of(new Split("endless", 0, Long.MAX_VALUE));
  }

  @Override
  public RecordReader<Long> open(FileStore files, Split split) {
    return new Reader(reading());
  }

  @Override
  public Codec<Long> codec() {
    return Codecs.LONG;
  }

  @Override
  public String describe() {
    return "endless numbers";
  }

  private static final class Reader implements RecordReader<Long> {
    private final CountDownLatch reading;
    private long next;

    Reader(CountDownLatch reading) {
      this.reading = reading;
    }

    @Override
    public boolean read(Emitter<? super Long> out, int atMost) {
      for (int i = 0; i < atMost; i++) {
        if (next == WELL_UNDER_WAY) {
          reading.countDown();
        }
        out.emit(next++);
      }
      return true;
    }

    @Override
    public String position() {
      return "endless, record " + (next - 1);
    }

    @Override
    public long bytesRead() {
      return 0;
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
