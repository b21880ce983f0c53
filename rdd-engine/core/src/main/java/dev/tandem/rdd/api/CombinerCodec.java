package dev.tandem.rdd.api;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;

/**
 * The codec of combiners: as {@link Codecs#dynamic}, but the collections of the JDK that an
 * aggregation may be made of are read back as what they are. Sorted ones in natural order only: a
 * comparator is a function of the user's, which bytes do not carry.
 */
enum CombinerCodec implements Codec<Object> {
  /** There is one. */
  INSTANCE;

  /** Before a collection; nothing that the dynamic codec writes begins so. */
  private static final int COLLECTION = 0x7F;

  /** A class of collections, which are written as their elements. */
  private record Kind(Class<?> type, Supplier<Object> empty) {}

  @SuppressWarnings("JdkObsolete") // users may have such lists
  private static final List<Kind> KINDS =
      List.of(
          new Kind(TreeSet.class, TreeSet::new),
          new Kind(TreeMap.class, TreeMap::new),
          new Kind(PriorityQueue.class, PriorityQueue::new),
          new Kind(ConcurrentSkipListSet.class, ConcurrentSkipListSet::new),
          new Kind(ConcurrentSkipListMap.class, ConcurrentSkipListMap::new),
          new Kind(ArrayDeque.class, ArrayDeque::new),
          new Kind(LinkedList.class, LinkedList::new));

  private static final Map<Class<?>, Integer> NUMBERS = new HashMap<>();

  static {
    for (int i = 0; i < KINDS.size(); i++) {
      NUMBERS.put(KINDS.get(i).type(), i);
    }
  }

  /** This codec, for combiners of a type. */
  @SuppressWarnings("unchecked") // reads what it has written
  static <C> Codec<C> of() {
    return (Codec<C>) INSTANCE;
  }

  /** Whether a value would come back as something that sorts no more. */
  static boolean losesOrder(Object value) {
    return (value instanceof SortedSet || value instanceof SortedMap)
        && !NUMBERS.containsKey(value.getClass());
  }

  /**
   * Makes sure that a value, if it sorts, does so by the natural order.
   *
   * @throws IllegalArgumentException if not; says what to do instead
   */
  static void checkNaturalOrder(Object value) {
    Comparator<?> comparator = comparatorOf(value);
    if (comparator != null) {
      throw new IllegalArgumentException(
          "a "
              + value.getClass().getName()
              + " that sorts by a comparator ("
              + comparator.getClass().getName()
              + ") cannot be a combiner, whose bytes carry no functions; combine into a list or a"
              + " set and sort it in mapValues, or combine by an Aggregator, which has a codec of"
              + " its own");
    }
  }

  /** What a collection sorts by; null if by the natural order, or not at all. */
  static Comparator<?> comparatorOf(Object value) {
    if (value instanceof SortedSet<?> set) {
      return set.comparator();
    } else if (value instanceof SortedMap<?, ?> map) {
      return map.comparator();
    }
    return value instanceof PriorityQueue<?> queue ? queue.comparator() : null;
  }

  @Override
  public void write(Object value, Output out) {
    Integer kind = NUMBERS.get(value.getClass());
    if (kind == null) {
      Codecs.dynamic().write(value, out);
      return;
    }
    checkNaturalOrder(value);
    out.writeByte(COLLECTION);
    out.writeByte(kind);
    Codecs.dynamic()
        .write(value instanceof Map ? value : new ArrayList<>((Collection<?>) value), out);
  }

  @Override
  public Object read(Input in) {
    if (in.peekByte() != COLLECTION) {
      return Codecs.dynamic().read(in);
    }
    in.skip(1);
    int number = in.readByte();
    if (number >= KINDS.size()) {
      throw in.corrupt("no collection has the number " + number);
    }
    return fill(KINDS.get(number).empty().get(), Codecs.dynamic().read(in), in);
  }

  /** What the elements throw when they are compared is the user's: it passes as it is. */
  @SuppressWarnings("unchecked") // a collection that has just been made
  private static Object fill(Object value, Object elements, Input in) {
    if (value instanceof Map<?, ?> map && elements instanceof Map<?, ?> entries) {
      ((Map<Object, Object>) map).putAll(entries);
    } else if (value instanceof Collection<?> all && elements instanceof List<?> list) {
      ((Collection<Object>) all).addAll(list);
    } else {
      throw in.corrupt("not the elements of a " + value.getClass().getSimpleName());
    }
    return value;
  }

  @Override
  public boolean canonical() {
    return false;
  }

  @Override
  public int hash(Object value) {
    return Codecs.dynamic().hash(value);
  }

  @Override
  public Object kept(Object value) {
    return Codecs.dynamic().kept(value);
  }

  @Override
  public String describe() {
    return Codecs.dynamic().describe();
  }
}
