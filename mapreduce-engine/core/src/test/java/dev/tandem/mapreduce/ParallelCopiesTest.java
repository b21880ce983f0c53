package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.io.ForwardingFileStore;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.formats.TextSink;
import dev.tandem.testkit.probe.Numbers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many map outputs a reduce task copies at the same time. */
@Timeout(300)
class ParallelCopiesTest {
  private static final int MAPS = 4;

  @TempDir Path folder;

  /** Whoever opens a map output waits until as many have opened one. */
  private static final class Meeting extends ForwardingFileStore {
    private final CyclicBarrier all;
    private final AtomicInteger opened = new AtomicInteger();
    private final Set<String> threads = ConcurrentHashMap.newKeySet();

    Meeting(int parties) {
      super(LocalFileStore.INSTANCE);
      all = new CyclicBarrier(parties);
    }

    @Override
    public InputStream open(String path, long offset) throws IOException {
      String thread = Thread.currentThread().getName();
      if (thread.contains("-fetch") && !path.endsWith(".index")) {
        opened.incrementAndGet();
        threads.add(thread);
        await();
      }
      return super.open(path, offset);
    }

    private void await() throws IOException {
      try {
        all.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new IOException("nobody else copies", e);
      }
    }
  }

  private void run(Meeting files, int parallel) throws IOException {
    Flow flow =
        new Flow(
            folder,
            options ->
                options
                    .withNodes(1, 1)
                    .withPartitions(1)
                    .withFiles(files)
                    .withConf("sync", "false")
                    .withConf("mapreduce.reduce.shuffle.parallelcopies", "" + parallel));
    flow.run(
        (p, args) ->
            p.read(Numbers.of(MAPS, 100))
                .keyBy(n -> n % 3)
                .groupByKey()
                .aggregate(Aggregators.count())
                .write(TextSink.to(args.output())));
    assertThat(flow.lines()).containsExactlyInAnyOrder("0\t134", "1\t133", "2\t133");
    assertThat(files.opened).hasValue(MAPS);
    assertThat(files.threads).hasSize(Math.min(parallel, MAPS));
  }

  /** With a thread less none would ever get on. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  void asManyThreadsCopyAsMay(int parallel) throws IOException {
    run(new Meeting(parallel), parallel);
  }

  @Test
  void moreThreadsThanMapOutputsDoNoHarm() throws IOException {
    run(new Meeting(MAPS), 50);
  }
}
