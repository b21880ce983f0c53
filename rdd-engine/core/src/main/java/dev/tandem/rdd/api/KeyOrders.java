package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.Closure;
import java.util.Comparator;

/** The orders that keys are sorted by. */
final class KeyOrders {
  private KeyOrders() {}

  /**
   * The natural order, on bytes.
   *
   * @param keys the codec of the keys; where it takes any class, classes are looked at as they come
   * @throws IllegalArgumentException if the class of the keys has no order
   */
  @SuppressWarnings("unchecked") // the plan carries codecs without their types
  static Order<Object> natural(Codec<?> keys) {
    return keys.equals(Codecs.keyDynamic()) ? Orders.natural() : Orders.of((Codec<Object>) keys);
  }

  /**
   * A comparator as an order.
   *
   * @throws IllegalArgumentException if it is not serialisable; names the verb
   */
  @SuppressWarnings("unchecked") // the comparator of the caller's keys
  static Order<Object> of(String verb, Comparator<?> comparator) {
    Closure.of(verb, comparator);
    return comparator instanceof Order<?> order
        ? (Order<Object>) order
        : Orders.by((Comparator<Object>) comparator);
  }
}
