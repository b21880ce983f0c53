package dev.tandem.mapreduce.api;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;

/** Reads every value into one object. For one thread. */
final class Refilling<T> implements Codec<T> {
  private static final long serialVersionUID = 1L;

  private final HolderCodec<T> codec;
  private final transient T holder;

  Refilling(HolderCodec<T> codec) {
    this.codec = codec;
    this.holder = codec.newHolder();
  }

  @Override
  public void write(T value, Output out) {
    codec.write(value, out);
  }

  @Override
  public T read(Input in) {
    codec.read(in, holder);
    return holder;
  }

  @Override
  public boolean canonical() {
    return codec.canonical();
  }

  @Override
  public int hash(T value) {
    return codec.hash(value);
  }
}
