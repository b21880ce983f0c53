package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Output;

/** The order of an ordered codec's bytes. */
record CodecOrder<T>(Codec<T> codec) implements Order<T> {
  @Override
  public void encode(T value, Output out) {
    codec.write(value, out);
  }

  @Override
  public long prefix(T value, Output scratch) {
    return codec.prefix(value, scratch);
  }

  @Override
  public int compare(T a, T b) {
    return Codecs.compare(codec, a, b);
  }

  @Override
  public String toString() {
    return codec.describe();
  }
}
