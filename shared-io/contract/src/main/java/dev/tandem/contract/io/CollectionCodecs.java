package dev.tandem.contract.io;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The codecs of lists, sets, maps, object arrays and optional values. Elements may be null. */
final class CollectionCodecs {
  private CollectionCodecs() {}

  /** Lists in lexicographic order; read back as {@link ArrayList}. */
  static final class Lists<T> extends CompositeCodec<List<T>> {
    private static final long serialVersionUID = 1L;
    private final Codec<T> element;

    Lists(Codec<T> element) {
      this.element = element;
    }

    @Override
    public void write(List<T> value, Output out) {
      ElementMarks.writeAll(element, value, out);
    }

    @Override
    public List<T> read(Input in) {
      List<T> list = new ArrayList<>();
      ElementMarks.readAll(element, in, list);
      return list;
    }

    @Override
    public int hash(List<T> value) {
      int h = 1;
      for (T t : value) {
        h = 31 * h + hashNullable(element, t);
      }
      return h;
    }

    @Override
    List<Codec<?>> parts() {
      return List.of(element);
    }

    @Override
    boolean allows(Property property) {
      return true;
    }

    @Override
    Lists<T> with(DynamicCodec dynamic) {
      return new Lists<>(dynamic.replaceIn(element));
    }

    @Override
    public String describe() {
      return describe("List", parts());
    }
  }

  /** Arrays of objects; lexicographic as {@link Lists}. */
  static final class ObjectArrays<T> extends CompositeCodec<T[]> {
    private static final long serialVersionUID = 1L;
    private final Class<T> type;
    private final Codec<T> element;

    ObjectArrays(Class<T> type, Codec<T> element) {
      this.type = type;
      this.element = element;
    }

    @Override
    public void write(T[] value, Output out) {
      ElementMarks.writeAll(element, Arrays.asList(value), out);
    }

    @Override
    @SuppressWarnings("unchecked") // the array is of the component type that the value had
    public T[] read(Input in) {
      List<T> list = new ArrayList<>();
      ElementMarks.readAll(element, in, list);
      return list.toArray((T[]) Array.newInstance(type, 0));
    }

    @Override
    public int hash(T[] value) {
      int h = 1;
      for (T t : value) {
        h = 31 * h + hashNullable(element, t);
      }
      return h;
    }

    @Override
    List<Codec<?>> parts() {
      return List.of(element);
    }

    @Override
    boolean allows(Property property) {
      return property != Property.AGREES_WITH_EQUALS;
    }

    @Override
    ObjectArrays<T> with(DynamicCodec dynamic) {
      return new ObjectArrays<>(type, dynamic.replaceIn(element));
    }

    @Override
    public boolean equals(Object other) {
      return super.equals(other) && type == ((ObjectArrays<?>) other).type;
    }

    @Override
    public int hashCode() {
      return 31 * super.hashCode() + type.hashCode();
    }

    @Override
    public String describe() {
      return element.describe() + "[]";
    }
  }

  /**
   * Sets, as values only: their iteration order, which is kept, is no part of what they are equal
   * by.
   */
  static final class Sets<T> extends CompositeCodec<Set<T>> {
    private static final long serialVersionUID = 1L;
    private final Codec<T> element;

    Sets(Codec<T> element) {
      this.element = element;
    }

    @Override
    public void write(Set<T> value, Output out) {
      ElementMarks.writeAll(element, value, out);
    }

    @Override
    public Set<T> read(Input in) {
      List<T> list = new ArrayList<>();
      ElementMarks.readAll(element, in, list);
      Set<T> set = new LinkedHashSet<>(list);
      if (set.size() < list.size()) {
        throw in.corrupt("a set that holds an element twice");
      }
      return set;
    }

    @Override
    public int hash(Set<T> value) {
      int h = 0;
      for (T t : value) {
        h += hashNullable(element, t);
      }
      return h;
    }

    @Override
    List<Codec<?>> parts() {
      return List.of(element);
    }

    @Override
    boolean allows(Property property) {
      return false;
    }

    @Override
    Sets<T> with(DynamicCodec dynamic) {
      return new Sets<>(dynamic.replaceIn(element));
    }

    @Override
    public String describe() {
      return describe("Set", parts());
    }
  }

  /** Maps, as values only, for the reason given at {@link Sets}. */
  static final class Maps<K, V> extends CompositeCodec<Map<K, V>> {
    private static final long serialVersionUID = 1L;
    private final Codec<K> key;
    private final Codec<V> value;

    Maps(Codec<K> key, Codec<V> value) {
      this.key = key;
      this.value = value;
    }

    @Override
    public void write(Map<K, V> map, Output out) {
      for (Map.Entry<K, V> entry : map.entrySet()) {
        out.writeByte(ElementMarks.PRESENT);
        writeNullable(key, entry.getKey(), out);
        writeNullable(value, entry.getValue(), out);
      }
      out.writeByte(ElementMarks.END);
    }

    @Override
    public Map<K, V> read(Input in) {
      Map<K, V> map = new LinkedHashMap<>();
      int entries = 0;
      for (int mark = in.readByte(); mark != ElementMarks.END; mark = in.readByte()) {
        if (mark != ElementMarks.PRESENT) {
          throw in.corrupt("an entry mark of " + mark);
        }
        K k = readNullable(key, in);
        map.put(k, readNullable(value, in));
        if (map.size() != ++entries) {
          throw in.corrupt("a map that holds a key twice");
        }
      }
      return map;
    }

    @Override
    public int hash(Map<K, V> map) {
      int h = 0;
      for (Map.Entry<K, V> entry : map.entrySet()) {
        h += hashNullable(key, entry.getKey()) ^ hashNullable(value, entry.getValue());
      }
      return h;
    }

    @Override
    List<Codec<?>> parts() {
      return List.of(key, value);
    }

    @Override
    boolean allows(Property property) {
      return false;
    }

    @Override
    Maps<K, V> with(DynamicCodec dynamic) {
      return new Maps<>(dynamic.replaceIn(key), dynamic.replaceIn(value));
    }

    @Override
    public String describe() {
      return describe("Map", parts());
    }
  }

  /** Optional values, the empty one first. */
  static final class Optionals<T> extends CompositeCodec<Optional<T>> {
    private static final long serialVersionUID = 1L;
    private final Codec<T> element;

    Optionals(Codec<T> element) {
      this.element = element;
    }

    @Override
    public void write(Optional<T> value, Output out) {
      writeNullable(element, value.orElse(null), out);
    }

    @Override
    public Optional<T> read(Input in) {
      return Optional.ofNullable(readNullable(element, in));
    }

    @Override
    public int hash(Optional<T> value) {
      return hashNullable(element, value.orElse(null));
    }

    @Override
    List<Codec<?>> parts() {
      return List.of(element);
    }

    @Override
    boolean allows(Property property) {
      return true;
    }

    @Override
    Optionals<T> with(DynamicCodec dynamic) {
      return new Optionals<>(dynamic.replaceIn(element));
    }

    @Override
    public String describe() {
      return describe("Optional", parts());
    }
  }
}
