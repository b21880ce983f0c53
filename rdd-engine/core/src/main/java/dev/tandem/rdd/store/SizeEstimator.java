package dev.tandem.rdd.store;

import dev.tandem.contract.flow.Pair;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Estimates how much heap a value takes, for the memory budget. It is an estimate: object headers
 * and references as a 64-bit JVM with compressed pointers lays them out, collections by their size
 * and their first {@value #SAMPLE} elements, which always are the same ones, so that two looks at a
 * growing list differ by what was added. Constant time per value.
 *
 * <p>The idea is that of Spark's {@code SizeEstimator}; this one never follows more than a handful
 * of references.
 */
public final class SizeEstimator {
  private static final int SAMPLE = 8;
  private static final int MAX_DEPTH = 6;
  private static final int REFERENCE = 4;
  private static final int HEADER = 12;
  private static final int ARRAY_HEADER = 16;
  private static final int LIST = 40;

  /** Of a list in a file: the list alone, with the names of its copies. */
  private static final int SPILLED = 400;

  private static final int MAP_ENTRY = 40;

  /** The fields to follow and the size of an object without them, by class. */
  private static final ClassValue<Layout> LAYOUTS =
      new ClassValue<>() {
        @Override
        protected Layout computeValue(Class<?> type) {
          return Layout.of(type);
        }
      };

  private SizeEstimator() {}

  /**
   * Estimated bytes of heap of {@code value} and what it alone refers to; 0 for null and for what
   * the JVM shares.
   */
  public static long estimate(Object value) {
    return estimate(value, 0);
  }

  private static long estimate(Object value, int depth) {
    if (value == null || depth > MAX_DEPTH) {
      return 0;
    }
    if (value instanceof String text) {
      return 24 + align(ARRAY_HEADER + (long) text.length() * bytesPerChar(text));
    }
    if (value instanceof Number || value instanceof Character || value instanceof Boolean) {
      return boxed(value);
    }
    if (value instanceof Pair<?, ?> pair) {
      return 24 + estimate(pair.first(), depth + 1) + estimate(pair.second(), depth + 1);
    }
    if (value.getClass().isArray()) {
      return array(value, depth);
    }
    if (value instanceof Collection<?> elements) {
      if (value instanceof SpilledGroup) {
        return SPILLED;
      }
      int each = elements instanceof List<?> ? REFERENCE : MAP_ENTRY + REFERENCE;
      return LIST + elements.size() * (each + average(elements, depth));
    }
    if (value instanceof Map<?, ?> map) {
      long entry = MAP_ENTRY + average(map.keySet(), depth) + average(map.values(), depth);
      return LIST + map.size() * entry;
    }
    if (value instanceof Optional<?> optional) {
      return 16 + estimate(optional.orElse(null), depth + 1);
    }
    return value instanceof Enum<?> ? 0 : LAYOUTS.get(value.getClass()).estimate(value, depth);
  }

  /** Strings are Latin-1 inside unless a char needs more; the first ones tell. */
  private static int bytesPerChar(String text) {
    for (int i = Math.min(SAMPLE, text.length()) - 1; i >= 0; i--) {
      if (text.charAt(i) > 0xFF) {
        return 2;
      }
    }
    return 1;
  }

  /** Small numbers come from the JVM's caches. */
  private static long boxed(Object value) {
    if (value instanceof Long number) {
      return number >= -128 && number <= 127 ? 0 : 24;
    }
    if (value instanceof Integer number) {
      return number >= -128 && number <= 127 ? 0 : 16;
    }
    if (value instanceof Double) {
      return 24;
    }
    boolean shared =
        value instanceof Boolean || value instanceof Byte || value instanceof Character;
    return shared ? 0 : value instanceof Short || value instanceof Float ? 16 : 64;
  }

  private static long array(Object array, int depth) {
    if (array instanceof Object[] elements) {
      int looked = Math.min(SAMPLE, elements.length);
      long sum = 0;
      for (int i = 0; i < looked; i++) {
        sum += estimate(elements[i], depth + 1);
      }
      long each = looked == 0 ? 0 : sum / looked;
      return ARRAY_HEADER + elements.length * (REFERENCE + each);
    }
    int length = java.lang.reflect.Array.getLength(array);
    return align(ARRAY_HEADER + (long) length * primitive(array.getClass().getComponentType()));
  }

  private static long average(Collection<?> elements, int depth) {
    long sum = 0;
    int looked = 0;
    for (Iterator<?> each = elements.iterator(); looked < SAMPLE && each.hasNext(); looked++) {
      sum += estimate(each.next(), depth + 1);
    }
    return looked == 0 ? 0 : sum / looked;
  }

  private static int primitive(Class<?> type) {
    if (type == long.class || type == double.class) {
      return 8;
    }
    if (type == int.class || type == float.class) {
      return 4;
    }
    return type == short.class || type == char.class ? 2 : 1;
  }

  private static long align(long bytes) {
    return bytes + 7 & ~7L;
  }

  /** An object of some other class: its own size, and the references worth following. */
  private record Layout(long shallow, List<Field> references) {
    static Layout of(Class<?> type) {
      long bytes = HEADER;
      List<Field> references = new ArrayList<>();
      for (Class<?> c = type; c != null; c = c.getSuperclass()) {
        for (Field field : c.getDeclaredFields()) {
          if (Modifier.isStatic(field.getModifiers())) {
            continue;
          }
          bytes += field.getType().isPrimitive() ? primitive(field.getType()) : REFERENCE;
          // what a closed module hides is not followed
          if (!field.getType().isPrimitive() && field.trySetAccessible()) {
            references.add(field);
          }
        }
      }
      return new Layout(align(bytes), List.copyOf(references));
    }

    long estimate(Object value, int depth) {
      long bytes = shallow;
      for (Field field : references) {
        try {
          bytes += SizeEstimator.estimate(field.get(value), depth + 1);
        } catch (IllegalAccessException e) {
          throw new IllegalStateException("a field that was made accessible is not: " + field, e);
        }
      }
      return bytes;
    }
  }
}
