package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.io.Codecs;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NumberNeighboursTest {
  /** Adds the numbers in a few pieces and merges these. */
  private static <A> List<Long> collected(Aggregator<List<Long>, A, List<Long>> how, long... all) {
    A merged = how.create();
    for (int from = 0; from < all.length; from += 3) {
      A piece = how.create();
      for (int i = from; i < Math.min(from + 3, all.length); i++) {
        piece = how.add(piece, List.of(all[i]));
      }
      merged = how.merge(merged, piece);
    }
    return how.finish(how.add(merged, List.of()));
  }

  @Test
  void areTheNeighboursThatObjectsWouldBe() {
    for (int n = 0; n < 40; n++) {
      long[] all = new Random(n).longs(n, -5, 20).toArray();
      List<Long> numbers = collected(new NumberNeighbours(), all);
      List<Long> objects = new ArrayList<>(collected(new Neighbours<>(Codecs.LONG), all));
      objects.sort(null);
      assertThat(numbers).isEqualTo(objects).isEqualTo(List.copyOf(new TreeSet<>(numbers)));
    }
  }

  @Test
  void whatIsMergedStaysAsItIs() {
    NumberNeighbours how = new NumberNeighbours();
    long[] from = how.add(how.create(), List.of(7L, 8L));
    long[] before = from.clone();
    how.merge(how.add(how.create(), List.of(1L)), from);
    assertThat(from).isEqualTo(before);
  }
}
