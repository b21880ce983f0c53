package dev.tandem.contract.io;

import dev.tandem.contract.flow.Pair;
import java.util.List;

/**
 * The codec of pairs: the first side, then the second. A side may be null.
 *
 * @param <A> the type of the first side
 * @param <B> the type of the second side
 */
public final class PairCodec<A, B> extends CompositeCodec<Pair<A, B>> {
  private static final long serialVersionUID = 1L;

  private final Codec<A> first;
  private final Codec<B> second;

  PairCodec(Codec<A> first, Codec<B> second) {
    this.first = first;
    this.second = second;
  }

  /** The codec of the first side. */
  public Codec<A> first() {
    return first;
  }

  /** The codec of the second side. */
  public Codec<B> second() {
    return second;
  }

  @Override
  public void write(Pair<A, B> value, Output out) {
    writeNullable(first, value.first(), out);
    writeNullable(second, value.second(), out);
  }

  @Override
  public Pair<A, B> read(Input in) {
    A a = readNullable(first, in);
    return new Pair<>(a, readNullable(second, in));
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the very parts: nothing had to be copied
  public Pair<A, B> kept(Pair<A, B> value) {
    A a = value.first() == null ? null : first.kept(value.first());
    B b = value.second() == null ? null : second.kept(value.second());
    return a == value.first() && b == value.second() ? value : new Pair<>(a, b);
  }

  @Override
  public int hash(Pair<A, B> value) {
    return 31 * hashNullable(first, value.first()) + hashNullable(second, value.second());
  }

  @Override
  List<Codec<?>> parts() {
    return List.of(first, second);
  }

  @Override
  boolean allows(Property property) {
    return true;
  }

  @Override
  PairCodec<A, B> with(DynamicCodec dynamic) {
    return new PairCodec<>(dynamic.replaceIn(first), dynamic.replaceIn(second));
  }

  @Override
  public String describe() {
    return describe("Pair", parts());
  }
}
