package dev.tandem.contract.io;

import java.lang.ref.WeakReference;
import java.util.Arrays;

/**
 * Finds the records and enums whose names are read. A small cache spares a string and a class
 * loader's lock per value.
 */
final class NamedClasses {
  private static final int SLOTS = 64;
  private static final int MAX_NAME = 1024;

  /** Classes and loaders are held weakly: this object outlives the jars of jobs. */
  private record Named(
      byte[] name, WeakReference<ClassLoader> loader, WeakReference<DynamicCodec.Entry> entry) {}

  /** Races are harmless: an entry is immutable and checked against the name that is wanted. */
  private final Named[] recent = new Named[SLOTS];

  /**
   * @param in positioned at the name
   * @param codec whose entry is wanted
   * @throws CorruptDataException if there is no record or enum of that name
   */
  DynamicCodec.Entry read(Input in, DynamicCodec codec) {
    byte[] bytes = in.array();
    int start = in.position();
    int limit = Math.min(in.limit(), start + MAX_NAME);
    int hash = 0;
    int end = start;
    while (end < limit && bytes[end] != 0) {
      hash = 31 * hash + bytes[end++];
    }
    if (end == limit) {
      throw in.corrupt("a class name without an end mark");
    }
    ClassLoader loader = loader();
    int slot = (hash ^ hash >>> 16) & SLOTS - 1;
    DynamicCodec.Entry entry = cached(recent[slot], bytes, start, end + 1, loader);
    if (entry == null) {
      entry = load(in, codec, loader);
      recent[slot] =
          new Named(
              DynamicCodec.name(entry), new WeakReference<>(loader), new WeakReference<>(entry));
    }
    in.skip(end + 1 - in.position());
    return entry;
  }

  private static DynamicCodec.Entry cached(
      Named named, byte[] bytes, int from, int to, ClassLoader loader) {
    boolean hit =
        named != null
            && Arrays.equals(named.name, 0, named.name.length, bytes, from, to)
            && named.loader.refersTo(loader);
    return hit ? named.entry.get() : null;
  }

  private static DynamicCodec.Entry load(Input in, DynamicCodec codec, ClassLoader loader) {
    String name = TextCodec.INSTANCE.read(in);
    Class<?> type;
    try {
      type = Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new CorruptDataException(
          in.corrupt("the class " + name + " cannot be loaded").getMessage(), e);
    }
    if (!type.isRecord() && !type.isEnum()) {
      throw in.corrupt(name + " is neither a record nor an enum");
    }
    DynamicCodec.Entry entry = codec.known(type, in);
    if (!DynamicCodec.isNamed(entry)) {
      throw in.corrupt(name + " has a tag of its own");
    }
    return entry;
  }

  private static ClassLoader loader() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    return context != null ? context : NamedClasses.class.getClassLoader();
  }
}
