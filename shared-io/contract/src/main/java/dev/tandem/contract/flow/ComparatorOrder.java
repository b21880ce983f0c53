package dev.tandem.contract.flow;

import dev.tandem.contract.io.Output;
import java.util.Comparator;

/** An order without an encoding. */
record ComparatorOrder<T>(Comparator<? super T> comparator) implements Order<T> {
  @Override
  public void encode(T value, Output out) {
    throw new UnsupportedOperationException("an order by comparator has no encoding");
  }

  @Override
  public boolean encodes() {
    return false;
  }

  @Override
  public int compare(T a, T b) {
    return comparator.compare(a, b);
  }

  @Override
  public String toString() {
    return "comparator";
  }
}
