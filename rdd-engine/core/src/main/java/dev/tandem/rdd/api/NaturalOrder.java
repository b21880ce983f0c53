package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Orders;
import java.util.Comparator;

/**
 * The natural order of records that are taken by it: of texts that of {@code sortByKey}, by code
 * point, so that the first of a sorted RDD are those that {@code takeOrdered} gives; of others that
 * of their class, which {@code sortByKey} does not know of enums and of records. Spark and {@link
 * String#compareTo} put characters beyond the basic plane before those from U+E000 on.
 */
enum NaturalOrder implements Comparator<Object> {
  /** There is one. */
  INSTANCE;

  @Override
  @SuppressWarnings("unchecked") // the order of the caller's records, or a ClassCastException
  public int compare(Object a, Object b) {
    return a instanceof String x && b instanceof String y
        ? Orders.text().compare(x, y)
        : ((Comparable<Object>) a).compareTo(b);
  }
}
