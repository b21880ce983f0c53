package dev.tandem.testkit;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.DoFn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;

/**
 * Folds a group in random pieces, each sent through the codec of accumulators before it is merged,
 * as an engine that combines before the shuffle does; in one piece and in order where the values of
 * a group are sorted.
 *
 * @param aggregator the job's
 * @param inOrder whether the order of the values matters
 * @param seed of the cuts
 */
record StrictFold(Aggregator<Object, Object, Object> aggregator, boolean inOrder, long seed)
    implements DoFn {
  private record Travelled(Object accumulator, byte[] bytes) {}

  @Override
  public void apply(Object key, Object value, Collector out) {
    Iterator<?> values = (Iterator<?>) value;
    out.emit(key, aggregator.finish(inOrder ? whole(values) : inPieces(values)));
  }

  private Object whole(Iterator<?> values) {
    Object all = aggregator.create();
    while (values.hasNext()) {
      all = aggregator.add(all, values.next());
    }
    return all;
  }

  private Object inPieces(Iterator<?> values) {
    Random random = new Random(seed);
    List<Travelled> pieces = new ArrayList<>();
    Object all = aggregator.create();
    while (values.hasNext()) {
      Object piece = aggregator.create();
      do {
        piece = aggregator.add(piece, values.next());
      } while (values.hasNext() && random.nextInt(4) > 0);
      Travelled from = travelled(piece);
      pieces.add(from);
      all = aggregator.merge(all, from.accumulator);
    }
    for (Travelled piece : pieces) {
      if (!Arrays.equals(piece.bytes, encode(piece.accumulator))) {
        throw new IllegalStateException("the aggregator's merge changed its second argument");
      }
    }
    return all;
  }

  private Travelled travelled(Object accumulator) {
    byte[] bytes = encode(accumulator);
    return new Travelled(codec().read(new Input(bytes)), bytes);
  }

  private byte[] encode(Object accumulator) {
    Output out = new Output(64);
    codec().write(accumulator, out);
    return out.toByteArray();
  }

  private Codec<Object> codec() {
    return aggregator.accumulatorCodec();
  }
}
