package dev.tandem.contract.io;

import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.Arrays;

/**
 * Enum constants by name: their bytes, hash and order are those of the name, so that a constant
 * added later moves no other one.
 *
 * @param <E> the enum
 */
final class EnumCodec<E extends Enum<E>> implements OrderedCodec<E> {
  private final transient Class<E> type;
  private final transient byte[][] names;

  /** The constants in a hash table of open addressing, by the bytes of their names. */
  private final transient E[] table;

  @SuppressWarnings("unchecked") // an array of the constants' own type
  EnumCodec(Class<E> type) {
    this.type = type;
    E[] constants = type.getEnumConstants();
    names = new byte[constants.length][];
    table =
        (E[])
            java.lang.reflect.Array.newInstance(
                type, Integer.highestOneBit(2 * constants.length + 1) * 2);
    for (E constant : constants) {
      Output out = new Output(32);
      TextCodec.INSTANCE.write(constant.name(), out);
      byte[] name = out.toByteArray();
      names[constant.ordinal()] = name;
      int slot = slot(name, 0, name.length);
      while (table[slot] != null) {
        slot = slot + 1 & table.length - 1;
      }
      table[slot] = constant;
    }
  }

  private int slot(byte[] bytes, int from, int to) {
    int h = 0;
    for (int i = from; i < to; i++) {
      h = 31 * h + bytes[i];
    }
    return (h ^ h >>> 15) & table.length - 1;
  }

  @Override
  public void write(E value, Output out) {
    byte[] name = names[value.ordinal()];
    out.writeBytes(name, 0, name.length);
  }

  @Override
  public E read(Input in) {
    byte[] bytes = in.array();
    int start = in.position();
    int end = start;
    while (end < in.limit() && bytes[end] != 0) {
      end++;
    }
    if (end == in.limit()) {
      throw in.corrupt("a name of " + type.getSimpleName() + " without an end mark");
    }
    end++;
    for (int slot = slot(bytes, start, end);
        table[slot] != null;
        slot = slot + 1 & table.length - 1) {
      byte[] name = names[table[slot].ordinal()];
      if (Arrays.equals(bytes, start, end, name, 0, name.length)) {
        in.skip(name.length);
        return table[slot];
      }
    }
    throw in.corrupt("no constant of " + type.getSimpleName());
  }

  @Override
  public int compare(E a, E b) {
    return TextCodec.INSTANCE.compare(a.name(), b.name());
  }

  @Override
  public boolean canonical() {
    return true;
  }

  @Override
  public boolean agreesWithEquals() {
    return true;
  }

  @Override
  public int hash(E value) {
    return value.name().hashCode();
  }

  @Override
  public String describe() {
    return type.getSimpleName();
  }

  private Object writeReplace() {
    return new Form(type);
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("an EnumCodec travels as its enum's class");
  }

  /** The serial form. */
  private record Form(Class<?> type) implements Serializable {
    private Object readResolve() {
      return DynamicCodec.ANY.codecOf(type);
    }
  }
}
