package dev.tandem.spark.shuffle;

import java.util.Arrays;

/** A growing list of values; most groups are small, and the first value needs no array. */
final class ValueList {
  private Object first;
  private Object[] more;
  private int size;

  void add(Object value) {
    if (size == 0) {
      first = value;
    } else {
      if (more == null) {
        more = new Object[4];
      } else if (size - 1 == more.length) {
        more = Arrays.copyOf(more, 2 * more.length);
      }
      more[size - 1] = value;
    }
    size++;
  }

  void addAll(ValueList others) {
    for (int i = 0; i < others.size; i++) {
      add(others.get(i));
    }
  }

  Object get(int i) {
    return i == 0 ? first : more[i - 1];
  }

  int size() {
    return size;
  }
}
