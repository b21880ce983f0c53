package dev.tandem.datasets.generate;

/**
 * The 100-byte rows of Hadoop's TeraGen (Nyberg's {@code gensort}): 10 bytes of key, 00 11, the row
 * number as 32 hexadecimal digits, 88 99 AA BB, 12 hexadecimal digits four times each, CC DD EE FF.
 *
 * <p>Key and filler come from a linear congruential sequence on 128 bits (L'Ecuyer, "Tables of
 * linear congruential generators of different sizes and good lattice structure", Mathematics of
 * Computation 68, 1999), which starts at 0: {@code x = a * x + c}. Seed 0 gives TeraGen's own rows,
 * row for row; another seed starts the sequence {@code mix(seed)} steps later and keeps the row
 * numbers.
 */
public final class Tera implements Generator {
  static final int ROW = 100;

  @Override
  public RecordSource open(Params params, long seed, DataSize size) {
    long rest = size.isRows() ? 0 : size.amount() % ROW;
    if (rest != 0) {
      long below = size.amount() - rest;
      throw new IllegalArgumentException(
          "dataset tera has rows of "
              + ROW
              + " bytes, and "
              + size.amount()
              + " is no multiple: ask for "
              + below
              + "B, "
              + (below + ROW)
              + "B or "
              + (below / ROW)
              + "rows");
    }
    Sequence sequence = new Sequence();
    sequence.skip(SplitMix64.mix(seed));
    return new Rows(sequence);
  }

  /** {@code x = a * x + c} modulo 2^128, as two longs. */
  static final class Sequence {
    private static final long A_HIGH = 0x2360ED051FC65DA4L;
    private static final long A_LOW = 0x4385DF649FCCF645L;
    private static final long C_HIGH = 0x4A696D4772617952L;
    private static final long C_LOW = 0x4950202020202001L;

    long high;
    long low;

    void step() {
      apply(A_HIGH, A_LOW, C_HIGH, C_LOW);
    }

    /** Goes forward by an unsigned number of steps, squaring the step for each bit. */
    void skip(long steps) {
      Sequence a = of(A_HIGH, A_LOW);
      Sequence c = of(C_HIGH, C_LOW);
      for (long left = steps; left != 0; left >>>= 1) {
        if ((left & 1) != 0) {
          apply(a.high, a.low, c.high, c.low);
        }
        long aHigh = a.high;
        long aLow = a.low;
        c.apply(aHigh, aLow, c.high, c.low);
        a.apply(aHigh, aLow, 0, 0);
      }
    }

    private static Sequence of(long high, long low) {
      Sequence number = new Sequence();
      number.high = high;
      number.low = low;
      return number;
    }

    private void apply(long aHigh, long aLow, long cHigh, long cLow) {
      long productHigh = unsignedHigh(low, aLow) + low * aHigh + high * aLow;
      long sum = low * aLow + cLow;
      high = productHigh + cHigh + (Long.compareUnsigned(sum, cLow) < 0 ? 1 : 0);
      low = sum;
    }

    private static long unsignedHigh(long x, long y) {
      return Math.multiplyHigh(x, y) + ((x >> 63) & y) + ((y >> 63) & x);
    }
  }

  private static final class Rows implements RecordSource {
    private static final byte[] HEX = {
      '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
    };

    private final Sequence sequence;
    private final byte[] row = new byte[ROW];
    private long number;

    Rows(Sequence sequence) {
      this.sequence = sequence;
      put(10, 0x00, 0x11);
      put(44, 0x88, 0x99, 0xAA, 0xBB);
      put(96, 0xCC, 0xDD, 0xEE, 0xFF);
    }

    private void put(int at, int... values) {
      for (int i = 0; i < values.length; i++) {
        row[at + i] = (byte) values[i];
      }
    }

    @Override
    public void next(ByteLine line) {
      sequence.step();
      for (int i = 0; i < 8; i++) {
        row[i] = (byte) (sequence.high >>> (56 - 8 * i));
      }
      row[8] = (byte) (sequence.low >>> 56);
      row[9] = (byte) (sequence.low >>> 48);
      for (int i = 0; i < 16; i++) {
        row[12 + i] = '0';
        row[28 + i] = HEX[(int) (number >>> (60 - 4 * i)) & 15];
      }
      for (int i = 0; i < 12; i++) {
        byte digit = HEX[(int) (sequence.low >>> (44 - 4 * i)) & 15];
        int at = 48 + 4 * i;
        row[at] = digit;
        row[at + 1] = digit;
        row[at + 2] = digit;
        row[at + 3] = digit;
      }
      number++;
      line.append(row);
    }

    @Override
    public void fill(ByteLine last, ByteLine overflow, int missing) {
      throw new IllegalStateException("sizes that are no multiple of " + ROW + " are refused");
    }
  }
}
