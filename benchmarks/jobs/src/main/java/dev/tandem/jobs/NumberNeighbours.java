package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * {@link Neighbours} that are numbers, without an object for each: the links of a graph are read
 * once in every round, and where they are scattered over the heap each read waits for memory.
 *
 * <p>The accumulator holds their count, then the numbers, then room for more.
 */
record NumberNeighbours() implements Aggregator<List<Long>, long[], List<Long>> {
  @Override
  public long[] create() {
    return new long[4];
  }

  @Override
  public long[] add(long[] neighbours, List<Long> more) {
    long[] all = neighbours;
    for (int i = 0; i < more.size(); i++) {
      all = withRoom(all, 1);
      all[(int) ++all[0]] = more.get(i);
    }
    return all;
  }

  @Override
  public long[] merge(long[] into, long[] from) {
    int more = (int) from[0];
    long[] all = withRoom(into, more);
    System.arraycopy(from, 1, all, 1 + (int) all[0], more);
    all[0] += more;
    return all;
  }

  /** The same numbers in an array that takes more. */
  private static long[] withRoom(long[] neighbours, int more) {
    int needed = 1 + (int) neighbours[0] + more;
    return needed <= neighbours.length
        ? neighbours
        : Arrays.copyOf(neighbours, Math.max(needed, 2 * neighbours.length));
  }

  @Override
  public List<Long> finish(long[] neighbours) {
    long[] sorted = Arrays.copyOfRange(neighbours, 1, 1 + (int) neighbours[0]);
    Arrays.sort(sorted);
    int distinct = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[distinct++] = sorted[i];
      }
    }
    return new Numbers(distinct == sorted.length ? sorted : Arrays.copyOf(sorted, distinct));
  }

  @Override
  public Codec<List<Long>> resultCodec() {
    return Codecs.list(Codecs.LONG);
  }

  /** An immutable list that makes its elements when they are asked for. */
  private static final class Numbers extends AbstractList<Long> implements RandomAccess {
    private final long[] numbers;

    Numbers(long[] numbers) {
      this.numbers = numbers;
    }

    @Override
    public Long get(int index) {
      return numbers[index];
    }

    @Override
    public int size() {
      return numbers.length;
    }
  }
}
