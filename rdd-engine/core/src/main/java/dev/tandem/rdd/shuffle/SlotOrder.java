package dev.tandem.rdd.shuffle;

import dev.tandem.contract.flow.Order;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;

/** Puts the entries of a hash table in the order in which {@link RunForm} writes them. */
final class SlotOrder {
  private final Slots table;
  private final Codec<Object> keys;
  private final Order<? super Object> order;

  private SlotOrder(Slots table, RunForm form) {
    this.table = table;
    this.keys = form.keys();
    this.order = form.keyOrder();
  }

  /** The used slots in order. */
  static int[] of(Slots table, RunForm form) {
    SlotOrder order = new SlotOrder(table, form);
    return form.keyOrder() == null ? order.byHash() : order.byKey(table.inOrder());
  }

  /** By the hash as an unsigned number; keys with the same hash by their bytes. */
  private int[] byHash() {
    int[] slots = table.inOrder();
    long[] sortable = new long[slots.length];
    for (int i = 0; i < slots.length; i++) {
      sortable[i] = (long) (table.hashAt(slots[i]) ^ Integer.MIN_VALUE) << 32 | slots[i];
    }
    sortable = RadixSort.byUpperHalf(sortable);
    int from = 0;
    for (int i = 0; i < slots.length; i++) {
      slots[i] = (int) sortable[i];
      if (sortable[i] >> 32 != sortable[from] >> 32) {
        byBytes(slots, from, i);
        from = i;
      }
    }
    byBytes(slots, from, slots.length);
    return slots;
  }

  private void byBytes(int[] slots, int from, int to) {
    if (to - from > 1) {
      new IndexSort() {
        @Override
        int compare(int a, int b) {
          return Codecs.compare(keys, table.keyAt(a), table.keyAt(b));
        }
      }.sort(slots, from, to);
    }
  }

  /** By the order that was asked for; keys that are equal in it by their bytes. */
  private int[] byKey(int[] slots) {
    new IndexSort() {
      @Override
      int compare(int a, int b) {
        Object left = table.keyAt(a);
        Object right = table.keyAt(b);
        int c = order.compare(left, right);
        return c != 0 ? c : Codecs.compare(keys, left, right);
      }
    }.sort(slots, 0, slots.length);
    return slots;
  }
}
