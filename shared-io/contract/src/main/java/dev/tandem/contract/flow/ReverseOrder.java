package dev.tandem.contract.flow;

import dev.tandem.contract.io.Output;

/**
 * An order backwards: every byte inverted, which also turns "shorter first" round, since no
 * encoding is a prefix of another.
 */
record ReverseOrder<T>(Order<T> order) implements Order<T> {
  @Override
  public void encode(T value, Output out) {
    int start = out.position();
    order.encode(value, out);
    byte[] bytes = out.array();
    for (int i = start; i < out.position(); i++) {
      bytes[i] = (byte) ~bytes[i];
    }
  }

  @Override
  public boolean encodes() {
    return order.encodes();
  }

  @Override
  public int compare(T a, T b) {
    return order.compare(b, a);
  }

  @Override
  public String toString() {
    return order + " descending";
  }
}
