package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Collects all, and keeps one of each at the end: repeated edges are rare, and lists are small. */
record Neighbours<N>(Codec<N> node) implements Aggregator<List<N>, List<N>, List<N>> {
  @Override
  public List<N> create() {
    return new ArrayList<>(2);
  }

  @Override
  public List<N> add(List<N> neighbours, List<N> more) {
    neighbours.addAll(more);
    return neighbours;
  }

  @Override
  public List<N> merge(List<N> into, List<N> from) {
    return add(into, from);
  }

  @Override
  public List<N> finish(List<N> neighbours) {
    return List.copyOf(new LinkedHashSet<>(neighbours));
  }

  @Override
  public Codec<List<N>> accumulatorCodec() {
    return Codecs.list(node);
  }

  @Override
  public Codec<List<N>> resultCodec() {
    return Codecs.list(node);
  }
}
