package dev.tandem.rdd.api;

import dev.tandem.contract.io.Input;
import dev.tandem.contract.plan.Closure;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The comparators of collections that were encoded, by number: bytes never leave the process, so
 * that a number is enough to find a comparator again. Comparators whose serialised forms are equal
 * are one: functions make them anew in every task. Thread-safe.
 */
final class KnownComparators {
  /** More have something else than their class in them, such as a key: they would never end. */
  private static final int MOST = 1000;

  private static final String VERB = "comparator of a collection";

  private record Known(int number, Comparator<?> comparator, Closure<Comparator<?>> form) {}

  private static final List<Known> KNOWN = new CopyOnWriteArrayList<>();

  /** Most are asked for again and again. */
  private static volatile Known last;

  private KnownComparators() {}

  /**
   * The number of a comparator; 0 of the natural order, which null stands for.
   *
   * @throws IllegalArgumentException if it is not serialisable, or there are too many
   */
  @SuppressWarnings("ReferenceEquality") // an equal one is found by its form
  static int numberOf(Comparator<?> comparator) {
    if (comparator == null) {
      return 0;
    }
    Known known = last;
    if (known == null || known.comparator() != comparator) {
      known = find(comparator);
      last = known;
    }
    return known.number();
  }

  private static synchronized Known find(Comparator<?> comparator) {
    Closure<Comparator<?>> form = form(comparator);
    for (Known known : KNOWN) {
      if (known.form().hasFormOf(form)) {
        return new Known(known.number(), comparator, form);
      }
    }
    if (KNOWN.size() == MOST) {
      throw new IllegalArgumentException(
          "the collections that are combined sort by more than "
              + MOST
              + " different comparators, the last one a "
              + comparator.getClass().getName()
              + "; use one that has no state of its own");
    }
    Known added = new Known(KNOWN.size() + 1, comparator, form);
    KNOWN.add(added);
    return added;
  }

  private static Closure<Comparator<?>> form(Comparator<?> comparator) {
    try {
      return Closure.of(VERB, comparator);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a collection that is combined sorts by a "
              + comparator.getClass().getName()
              + ", which cannot be carried: "
              + e.getMessage(),
          e);
    }
  }

  /** The comparator whose number comes next; null for the natural order. */
  @SuppressWarnings("unchecked") // what it is used for was sorted by it before
  static Comparator<Object> of(Input in) {
    int number = in.readLength();
    if (number > KNOWN.size()) {
      throw in.corrupt("no comparator has the number " + number);
    }
    return number == 0 ? null : (Comparator<Object>) KNOWN.get(number - 1).comparator();
  }
}
