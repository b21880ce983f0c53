package dev.tandem.contract.flow;

import dev.tandem.contract.io.Output;
import java.util.Objects;

/** The order of something derived from the values. */
record DerivedOrder<T, K>(Fn<? super T, ? extends K> key, Order<? super K> order)
    implements Order<T> {
  @Override
  public void encode(T value, Output out) {
    order.encode(keyOf(value), out);
  }

  @Override
  public boolean encodes() {
    return order.encodes();
  }

  @Override
  public int compare(T a, T b) {
    return order.compare(keyOf(a), keyOf(b));
  }

  private K keyOf(T value) {
    K derived;
    try {
      derived = key.apply(value);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("the key function of an order failed: " + e.getMessage(), e);
    }
    return Objects.requireNonNull(derived, "the key function of an order returned null");
  }

  @Override
  public String toString() {
    return "by " + order;
  }
}
