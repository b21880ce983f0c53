package dev.tandem.contract.io;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The codec of a Java record: its components one behind the other, those of reference type behind a
 * byte that tells null. What the components are is looked up at the first use, so that a record may
 * hold records of its own type.
 *
 * @param <T> the record
 */
final class RecordCodec<T> extends CompositeCodec<T> {
  private final transient Class<T> type;
  private final transient List<Codec<?>> arguments;
  private final transient DynamicCodec dynamic;

  /**
   * The codecs of parameterised records that this one leads to, so that a type that holds itself is
   * finite.
   */
  private final transient Map<RecordCodec<?>, RecordCodec<?>> known;

  /** Immutable; written by whoever comes first. */
  private transient RecordShape shape;

  /**
   * @param arguments the codecs of the type arguments; empty for the raw type
   * @param dynamic the codec for components of open type
   * @param known codecs to share
   */
  RecordCodec(
      Class<T> type,
      List<Codec<?>> arguments,
      DynamicCodec dynamic,
      Map<RecordCodec<?>, RecordCodec<?>> known) {
    this.type = type;
    this.arguments = arguments;
    this.dynamic = dynamic;
    this.known = known;
  }

  @Override
  public void write(T value, Output out) {
    RecordShape s = shape();
    out.enter();
    try {
      for (int i = 0; i < s.size(); i++) {
        Object part = s.get(i, value);
        if (s.nullable(i)) {
          writeNullable(s.codec(i), part, out);
        } else {
          s.codec(i).write(part, out);
        }
      }
    } finally {
      out.leave();
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the shape constructs the record that it was made for
  public T read(Input in) {
    RecordShape s = shape();
    Object[] parts = new Object[s.size()];
    in.enter();
    for (int i = 0; i < parts.length; i++) {
      parts[i] = s.nullable(i) ? readNullable(s.codec(i), in) : s.codec(i).read(in);
    }
    in.leave();
    return (T) s.construct(parts);
  }

  @Override
  public int hash(T value) {
    RecordShape s = shape();
    int h = 0;
    for (int i = 0; i < s.size(); i++) {
      h = 31 * h + hashNullable(s.codec(i), s.get(i, value));
    }
    return h;
  }

  private RecordShape shape() {
    RecordShape s = shape;
    if (s == null) {
      s = RecordShape.of(type, new TypeCodecs(type, arguments, dynamic, known));
      shape = s;
    }
    return s;
  }

  @Override
  List<Codec<?>> parts() {
    return shape().codecs();
  }

  @Override
  boolean allows(Property property) {
    return property != Property.AGREES_WITH_EQUALS || RecordEquality.isGenerated(type);
  }

  @Override
  RecordCodec<T> with(DynamicCodec other) {
    List<Codec<?>> replaced = new ArrayList<>();
    for (Codec<?> argument : arguments) {
      replaced.add(other.replaceIn(argument));
    }
    return new RecordCodec<>(type, List.copyOf(replaced), other, new ConcurrentHashMap<>());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordCodec<?> that
        && type == that.type
        && dynamic == that.dynamic
        && arguments.equals(that.arguments);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + arguments.hashCode();
  }

  @Override
  public String describe() {
    return describe(type.getSimpleName(), arguments);
  }

  private Object writeReplace() {
    return new Form(type, arguments.toArray(new Codec<?>[0]), dynamic);
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("a RecordCodec travels as its record's class");
  }

  /** The serial form. */
  private record Form(Class<?> type, Codec<?>[] arguments, DynamicCodec dynamic)
      implements Serializable {
    private Object readResolve() {
      return arguments.length == 0
          ? dynamic.codecOf(type)
          : new RecordCodec<>(type, List.of(arguments), dynamic, new ConcurrentHashMap<>());
    }
  }
}
