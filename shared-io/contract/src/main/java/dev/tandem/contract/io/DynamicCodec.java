package dev.tandem.contract.io;

import dev.tandem.contract.flow.Pair;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The codec for values whose class is known only when they come: a head that tells the runtime
 * class, then the form of that class. The head is one byte for the JDK's types; for records and
 * enums the class's name follows, for arrays the head of the components. Reading loads records and
 * enums only, by the thread's context class loader.
 */
enum DynamicCodec implements OrderedCodec<Object> {
  /** Takes every class that has a codec. */
  ANY,
  /** Takes what can be a key: classes with a canonical codec, also inside lists and records. */
  KEY,
  /** Takes what has an order, likewise. */
  ORDERED;

  private static final int LIST = 40;
  private static final int SET = 41;
  private static final int MAP = 42;
  private static final int OPTIONAL = 43;
  private static final int PAIR = 44;
  private static final int NAMED = 45;
  private static final int ARRAY = 46;

  /** Only as the component of an array. */
  private static final int OBJECT = 47;

  private static final int MAX_DIMENSIONS = 16;

  /** A runtime class (the interface, for collections), the bytes that tell it, and its codec. */
  record Entry(Class<?> type, byte[] head, Codec<Object> codec) {}

  private final ClassValue<Codec<?>> codecs =
      new ClassValue<>() {
        @Override
        protected Codec<?> computeValue(Class<?> type) {
          return TypeCodecs.ofClass(type, DynamicCodec.this);
        }
      };

  private final ClassValue<Entry> entries =
      new ClassValue<>() {
        @Override
        protected Entry computeValue(Class<?> type) {
          return check(find(type));
        }
      };

  private final Entry[] byTag = new Entry[OBJECT + 1];
  private final NamedClasses names = new NamedClasses();

  DynamicCodec() {
    for (BuiltIn builtIn : BuiltIn.ALL) {
      addTag(builtIn.tag(), builtIn.type(), builtIn.codec());
    }
    addTag(LIST, List.class, new CollectionCodecs.Lists<>(this));
    addTag(SET, Set.class, new CollectionCodecs.Sets<>(this));
    addTag(MAP, Map.class, new CollectionCodecs.Maps<>(this, this));
    addTag(OPTIONAL, Optional.class, new CollectionCodecs.Optionals<>(this));
    addTag(PAIR, Pair.class, new PairCodec<>(this, this));
  }

  private void addTag(int tag, Class<?> type, Codec<?> codec) {
    byTag[tag] = entry(type, new byte[] {(byte) tag}, codec);
  }

  @SuppressWarnings("unchecked") // an entry's codec sees values of the entry's class only
  private static Entry entry(Class<?> type, byte[] head, Codec<?> codec) {
    return new Entry(type, head, (Codec<Object>) codec);
  }

  /**
   * The codec for values declared as {@code type}, made once: this one where the class stays open.
   */
  Codec<?> codecOf(Class<?> type) {
    return codecs.get(type);
  }

  /** {@code codec}, with this one in the place of every other dynamic codec in it. */
  @SuppressWarnings(
      "unchecked") // the replacement takes fewer values and writes them in the same way
  <T> Codec<T> replaceIn(Codec<T> codec) {
    if (codec instanceof DynamicCodec) {
      return (Codec<T>) this;
    }
    return codec instanceof CompositeCodec<T> composite ? composite.with(this) : codec;
  }

  private Entry find(Class<?> type) {
    for (Entry candidate : byTag) {
      if (candidate != null && candidate.type.isAssignableFrom(type)) {
        return candidate;
      }
    }
    if (type.isArray()) {
      return array(type);
    }
    Class<?> declared =
        Enum.class.isAssignableFrom(type) && !type.isEnum() ? type.getSuperclass() : type;
    if (!declared.isEnum() && !declared.isRecord()) {
      throw TypeCodecs.noCodec(type);
    }
    Output head = new Output(64);
    head.writeByte(NAMED);
    TextCodec.INSTANCE.write(declared.getName(), head);
    return entry(declared, head.toByteArray(), codecOf(declared));
  }

  private Entry array(Class<?> type) {
    Class<?> component = type.getComponentType();
    byte[] inner = {OBJECT};
    if (component != Object.class) {
      Entry entry = entries.get(component);
      if (entry.type != component
          || entry.head.length >= MAX_DIMENSIONS && entry.head[MAX_DIMENSIONS - 1] == ARRAY) {
        throw TypeCodecs.noCodec(type);
      }
      inner = entry.head;
    }
    byte[] head = new byte[inner.length + 1];
    head[0] = ARRAY;
    System.arraycopy(inner, 0, head, 1, inner.length);
    return entry(type, head, codecOf(type));
  }

  private Entry check(Entry entry) {
    if (this == KEY && !entry.codec.canonical()) {
      throw new IllegalArgumentException(Codecs.whyNoKey(entry.codec));
    }
    if (this == ORDERED && !entry.codec.ordered()) {
      throw new IllegalArgumentException(
          entry.codec.describe()
              + " has no natural order; give a Comparator with Orders.by(comparator)");
    }
    return entry;
  }

  @Override
  public void write(Object value, Output out) {
    Entry entry = entries.get(value.getClass());
    out.writeBytes(entry.head, 0, entry.head.length);
    out.enter();
    try {
      entry.codec.write(value, out);
    } finally {
      out.leave();
    }
  }

  @Override
  public Object read(Input in) {
    Entry entry = readEntry(in);
    in.enter();
    Object value = entry.codec.read(in);
    in.leave();
    return value;
  }

  private Entry readEntry(Input in) {
    int tag = in.readByte();
    Entry entry = tag < byTag.length ? byTag[tag] : null;
    if (entry == null) {
      if (tag == NAMED) {
        return names.read(in, this);
      }
      if (tag != ARRAY) {
        throw in.corrupt("no type has the tag " + tag);
      }
      entry = readArray(in);
    } else if (this != ANY) {
      entry = known(entry.type, in);
    }
    return entry;
  }

  private Entry readArray(Input in) {
    int dimensions = 1;
    while (in.peekByte() == ARRAY) {
      in.skip(1);
      if (++dimensions > MAX_DIMENSIONS) {
        throw in.corrupt("an array of too many dimensions");
      }
    }
    Class<?> type = Object.class;
    if (in.peekByte() == OBJECT) {
      in.skip(1);
    } else {
      type = readEntry(in).type;
    }
    for (int i = 0; i < dimensions; i++) {
      type = type.arrayType();
    }
    Entry entry = known(type, in);
    if (entry.head[0] != ARRAY) {
      throw in.corrupt("an array with a wrong tag");
    }
    return entry;
  }

  /** The entry of a class that was read; bytes that name one that writing refuses are not ours. */
  Entry known(Class<?> type, Input in) {
    try {
      return entries.get(type);
    } catch (IllegalArgumentException e) {
      throw new CorruptDataException(in.corrupt("a value of " + type.getName()).getMessage(), e);
    }
  }

  @Override
  public boolean canonical() {
    return true;
  }

  @Override
  public boolean ordered() {
    return this == ORDERED;
  }

  /**
   * As the bytes compare: values of one class by its order, others by the tags of their classes.
   */
  @Override
  public int compare(Object a, Object b) {
    return a.getClass() == b.getClass()
        ? Codecs.compare(entries.get(a.getClass()).codec, a, b)
        : Scratch.compare(this, a, b);
  }

  @Override
  public int hash(Object value) {
    return entries.get(value.getClass()).codec.hash(value);
  }

  /** Whether {@code equals} of values of this runtime class says the same as their bytes. */
  boolean agreesFor(Object value) {
    return entries.get(value.getClass()).codec.agreesWithEquals();
  }

  @Override
  public String describe() {
    return "Object";
  }

  /** Whether {@code head} is that of a class told by its name. */
  static boolean isNamed(Entry entry) {
    return entry.head[0] == NAMED;
  }

  /** The bytes of a class's name in its head. */
  static byte[] name(Entry entry) {
    return Arrays.copyOfRange(entry.head, 1, entry.head.length);
  }
}
