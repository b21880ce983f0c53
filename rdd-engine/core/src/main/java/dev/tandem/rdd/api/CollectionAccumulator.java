package dev.tandem.rdd.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A list of what was added, in no particular order; it must fit in memory.
 *
 * @param <T> the elements
 */
public final class CollectionAccumulator<T> extends Accumulator<T, List<T>> {
  private static final long serialVersionUID = 1L;

  private final transient List<T> list = new ArrayList<>();

  /** Empty; to be registered at the context. */
  public CollectionAccumulator() {}

  @Override
  public boolean isZero() {
    return list.isEmpty();
  }

  @Override
  public CollectionAccumulator<T> copy() {
    CollectionAccumulator<T> copy = new CollectionAccumulator<>();
    copy.merge(this);
    return copy;
  }

  @Override
  public void reset() {
    list.clear();
  }

  @Override
  public void add(T v) {
    list.add(v);
  }

  @Override
  public void merge(Accumulator<T, List<T>> other) {
    list.addAll(((CollectionAccumulator<T>) other).list);
  }

  @Override
  public List<T> value() {
    return Collections.unmodifiableList(new ArrayList<>(list));
  }
}
