package dev.tandem.contract.flow;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;

/** Codecs of one-element accumulator arrays: only the slot is written, never the length. */
final class SlotCodecs {
  private SlotCodecs() {}

  static final Codec<long[]> LONG = LongSlot.CODEC;
  static final Codec<double[]> DOUBLE = DoubleSlot.CODEC;

  private enum LongSlot implements Codec<long[]> {
    CODEC;

    @Override
    public void write(long[] slot, Output out) {
      out.writeVarLong(slot[0]);
    }

    @Override
    public long[] read(Input in) {
      return new long[] {in.readVarLong()};
    }

    @Override
    public boolean canonical() {
      return true;
    }

    @Override
    public int hash(long[] slot) {
      return Long.hashCode(slot[0]);
    }

    @Override
    public String describe() {
      return "long slot";
    }
  }

  private enum DoubleSlot implements Codec<double[]> {
    CODEC;

    @Override
    public void write(double[] slot, Output out) {
      out.writeFixed64(Double.doubleToLongBits(slot[0]));
    }

    @Override
    public double[] read(Input in) {
      return new double[] {Double.longBitsToDouble(in.readFixed64())};
    }

    @Override
    public boolean canonical() {
      return true;
    }

    @Override
    public int hash(double[] slot) {
      return Double.hashCode(slot[0]);
    }

    @Override
    public String describe() {
      return "double slot";
    }
  }

  /**
   * The codec of a one-element array that holds null (no value yet) or a value of {@code element}.
   */
  record Slot<V>(Codec<V> element) implements Codec<Object[]> {
    @Override
    @SuppressWarnings("unchecked")
    public void write(Object[] slot, Output out) {
      if (slot[0] == null) {
        out.writeByte(0);
      } else {
        out.writeByte(1);
        element.write((V) slot[0], out);
      }
    }

    @Override
    public Object[] read(Input in) {
      return switch (in.readByte()) {
        case 0 -> new Object[1];
        case 1 -> new Object[] {element.read(in)};
        default -> throw in.corrupt("a slot is neither empty nor full");
      };
    }

    @Override
    public boolean canonical() {
      return element.canonical();
    }

    @Override
    @SuppressWarnings("unchecked")
    public int hash(Object[] slot) {
      return slot[0] == null ? 0 : element.hash((V) slot[0]);
    }

    @Override
    public String describe() {
      return "slot of " + element.describe();
    }
  }
}
