package dev.tandem.contract.flow;

import dev.tandem.contract.io.Output;

/**
 * An order and one that decides between values that are equal in it: one encoding behind the other.
 */
record ChainOrder<T>(Order<T> first, Order<? super T> next) implements Order<T> {
  @Override
  public void encode(T value, Output out) {
    first.encode(value, out);
    next.encode(value, out);
  }

  @Override
  public boolean encodes() {
    return first.encodes() && next.encodes();
  }

  @Override
  public int compare(T a, T b) {
    int c = first.compare(a, b);
    return c != 0 ? c : next.compare(a, b);
  }

  @Override
  public String toString() {
    return first + ", then " + next;
  }
}
