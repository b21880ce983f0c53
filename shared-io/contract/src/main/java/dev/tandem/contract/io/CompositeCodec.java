package dev.tandem.contract.io;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A codec made of other codecs. Two are equal if they write the same types in the same way.
 *
 * @param <T> the type of the values
 */
abstract class CompositeCodec<T> implements Codec<T> {
  private transient volatile Properties properties;

  private record Properties(boolean canonical, boolean ordered, boolean agreesWithEquals) {}

  /** The codecs of the parts, in the order in which they are written. */
  abstract List<Codec<?>> parts();

  /** Whether {@code property} holds where it holds for all parts. */
  abstract boolean allows(Property property);

  /** This codec with {@code dynamic} in the place of any other codec by runtime class. */
  abstract CompositeCodec<T> with(DynamicCodec dynamic);

  @Override
  public final boolean canonical() {
    return properties().canonical;
  }

  @Override
  public final boolean ordered() {
    return properties().ordered;
  }

  @Override
  public final boolean agreesWithEquals() {
    return properties().agreesWithEquals;
  }

  private Properties properties() {
    Properties known = properties;
    if (known == null) {
      known =
          new Properties(
              Property.CANONICAL.missing(this).isEmpty(),
              Property.ORDERED.missing(this).isEmpty(),
              Property.AGREES_WITH_EQUALS.missing(this).isEmpty());
      properties = known;
    }
    return known;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CompositeCodec<?> that
        && getClass() == that.getClass()
        && parts().equals(that.parts());
  }

  @Override
  public int hashCode() {
    return 31 * getClass().hashCode() + parts().hashCode();
  }

  /** {@code name<part, part>}. */
  static String describe(String name, List<Codec<?>> parts) {
    return parts.isEmpty()
        ? name
        : name + parts.stream().map(Codec::describe).collect(Collectors.joining(", ", "<", ">"));
  }

  /** Writes a value that may be null behind a byte that says so; null sorts first. */
  static <P> void writeNullable(Codec<P> codec, P value, Output out) {
    if (value == null) {
      out.writeByte(0);
    } else {
      out.writeByte(1);
      codec.write(value, out);
    }
  }

  /** Reads what {@link #writeNullable} wrote. */
  static <P> P readNullable(Codec<P> codec, Input in) {
    return PrimitiveCodecs.flag(in) ? codec.read(in) : null;
  }

  /** The hash of a value that may be null: 0 for null. */
  static <P> int hashNullable(Codec<P> codec, P value) {
    return value == null ? 0 : codec.hash(value);
  }
}
