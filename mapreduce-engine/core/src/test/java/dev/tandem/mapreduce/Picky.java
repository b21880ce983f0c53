package dev.tandem.mapreduce;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;

/** Writes all numbers, but does not read 13 back. */
public final class Picky implements Codec<Integer> {
  private static final long serialVersionUID = 1L;

  @Override
  public void write(Integer value, Output out) {
    Codecs.INTEGER.write(value, out);
  }

  @Override
  public Integer read(Input in) {
    int value = Codecs.INTEGER.read(in);
    if (value == 13) {
      throw new IllegalStateException("13 is not welcome");
    }
    return value;
  }

  @Override
  public boolean canonical() {
    return true;
  }

  @Override
  public int hash(Integer value) {
    return value;
  }
}
