package dev.tandem.rdd.api;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.CorruptDataException;
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
import java.util.function.Function;

/**
 * The codec of combiners: as {@link Codecs#dynamic}, but the collections of the JDK that an
 * aggregation may be made of are read back as what they are, with their {@link KnownComparators
 * comparators}. To be read in the process that has written it only.
 */
enum CombinerCodec implements Codec<Object> {
  /** There is one. */
  INSTANCE;

  /** Before a collection; nothing that the dynamic codec writes begins so. */
  private static final int COLLECTION = 0x7F;

  /** A class of collections, which are written as their elements. */
  private record Kind(Class<?> type, Function<Comparator<Object>, Object> empty) {}

  @SuppressWarnings("JdkObsolete") // users may have such lists
  private static final List<Kind> KINDS =
      List.of(
          new Kind(TreeSet.class, TreeSet::new),
          new Kind(TreeMap.class, TreeMap::new),
          new Kind(PriorityQueue.class, PriorityQueue::new),
          new Kind(ConcurrentSkipListSet.class, ConcurrentSkipListSet::new),
          new Kind(ConcurrentSkipListMap.class, ConcurrentSkipListMap::new),
          new Kind(ArrayDeque.class, none -> new ArrayDeque<>()),
          new Kind(LinkedList.class, none -> new LinkedList<>()));

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
   * Makes sure that what a collection sorts by can be carried.
   *
   * @throws IllegalArgumentException if not; names its class
   */
  static void checkComparator(Object value) {
    KnownComparators.numberOf(comparatorOf(value));
  }

  private static Comparator<?> comparatorOf(Object value) {
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
    out.writeByte(COLLECTION);
    out.writeByte(kind);
    out.writeLength(KnownComparators.numberOf(comparatorOf(value)));
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
    Object value = KINDS.get(number).empty().apply(KnownComparators.of(in));
    return fill(value, Codecs.dynamic().read(in), in);
  }

  @SuppressWarnings("unchecked") // a collection that has just been made
  private static Object fill(Object value, Object elements, Input in) {
    try {
      if (value instanceof Map<?, ?> map && elements instanceof Map<?, ?> entries) {
        ((Map<Object, Object>) map).putAll(entries);
      } else if (value instanceof Collection<?> all && elements instanceof List<?> list) {
        ((Collection<Object>) all).addAll(list);
      } else {
        throw in.corrupt("not the elements of a " + value.getClass().getSimpleName());
      }
    } catch (ClassCastException | NullPointerException e) {
      throw new CorruptDataException(
          in.corrupt("elements that a " + value.getClass().getSimpleName() + " cannot hold")
              .getMessage(),
          e);
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
