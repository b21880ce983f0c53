package dev.tandem.contract.io;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** The codecs of numbers without a fixed size. */
final class BigNumberCodecs {
  private BigNumberCodecs() {}

  /**
   * Numbers that fit into a long in the form of {@link Output#writeVarLong}; others behind a first
   * byte that sorts outside of it ({@code 37} below, {@code C8} above), with the number of their
   * bytes and their bytes in two's complement.
   */
  enum BigIntegers implements ScalarCodec<BigInteger> {
    INSTANCE;

    private static final int BELOW = 0x37;
    private static final int ABOVE = 0xC8;

    @Override
    public void write(BigInteger value, Output out) {
      if (value.bitLength() < Long.SIZE) {
        out.writeVarLong(value.longValue());
        return;
      }
      byte[] bytes = value.toByteArray();
      boolean negative = value.signum() < 0;
      out.writeByte(negative ? BELOW : ABOVE);
      out.writeFixed32(negative ? ~bytes.length : bytes.length);
      out.writeBytes(bytes, 0, bytes.length);
    }

    @Override
    public BigInteger read(Input in) {
      int first = in.peekByte();
      if (first != BELOW && first != ABOVE) {
        return BigInteger.valueOf(in.readVarLong());
      }
      in.skip(1);
      int length = first == BELOW ? ~in.readFixed32() : in.readFixed32();
      in.require(length);
      if (length <= Long.BYTES) {
        throw in.corrupt("a big number of " + length + " bytes");
      }
      BigInteger value = new BigInteger(in.readBytes(length));
      if (value.bitLength() / 8 + 1 != length || value.signum() < 0 != (first == BELOW)) {
        throw in.corrupt("a big number that is not in its shortest form");
      }
      return value;
    }

    @Override
    public String describe() {
      return "BigInteger";
    }
  }

  /**
   * Sign, exponent of the first digit, digits in pairs without trailing zeros, an end mark; all
   * this inverted for negative numbers. Then the scale, by which {@code 2.0} and {@code 2.00}
   * differ, as they do in {@link BigDecimal#equals}.
   */
  enum BigDecimals implements ScalarCodec<BigDecimal> {
    INSTANCE;

    /**
     * More digits, trailing zeros included, are refused: a few hostile bytes could otherwise ask
     * for gigabytes.
     */
    static final int MAX_DIGITS = 10_000;

    private static final int NEGATIVE = 1;
    private static final int ZERO = 2;
    private static final int POSITIVE = 3;

    @Override
    public void write(BigDecimal value, Output out) {
      if (value.precision() > MAX_DIGITS) {
        throw new IllegalArgumentException(
            "a BigDecimal of " + value.precision() + " digits; " + MAX_DIGITS + " are possible");
      }
      if (value.signum() == 0) {
        out.writeByte(ZERO);
      } else {
        boolean negative = value.signum() < 0;
        long exponent = (long) value.precision() - value.scale() - 1;
        out.writeByte(negative ? NEGATIVE : POSITIVE);
        out.writeVarLong(negative ? ~exponent : exponent);
        writeDigits(value.unscaledValue().abs().toString(), negative ? 0xFF : 0, out);
      }
      out.writeVarLong(value.scale());
    }

    private static void writeDigits(String digits, int mask, Output out) {
      int n = digits.length();
      while (digits.charAt(n - 1) == '0') {
        n--;
      }
      for (int i = 0; i < n; i += 2) {
        int tens = digits.charAt(i) - '0';
        int ones = i + 1 < n ? digits.charAt(i + 1) - '0' : 0;
        out.writeByte(1 + 10 * tens + ones ^ mask);
      }
      out.writeByte(mask);
    }

    @Override
    public BigDecimal read(Input in) {
      int sign = in.readByte();
      if (sign < NEGATIVE || sign > POSITIVE) {
        throw in.corrupt("a sign of " + sign);
      }
      if (sign == ZERO) {
        return new BigDecimal(BigInteger.ZERO, readScale(in));
      }
      long written = in.readVarLong();
      long exponent = sign == NEGATIVE ? ~written : written;
      String digits = readDigits(in, sign == NEGATIVE ? 0xFF : 0);
      int scale = readScale(in);
      // bounded before it is added: hostile exponents could overflow
      boolean possible = exponent >= -(1L << 33) && exponent <= 1L << 33;
      long zeros = exponent + scale + 1 - digits.length();
      if (!possible || zeros < 0 || zeros + digits.length() > MAX_DIGITS) {
        throw in.corrupt("a decimal whose exponent and scale contradict its digits");
      }
      BigInteger unscaled = new BigInteger(digits).multiply(BigInteger.TEN.pow((int) zeros));
      return new BigDecimal(sign == NEGATIVE ? unscaled.negate() : unscaled, scale);
    }

    private static int readScale(Input in) {
      return (int) PrimitiveCodecs.narrow(in, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** The digits without trailing zeros. */
    private static String readDigits(Input in, int mask) {
      int pairs = countPairs(in, mask);
      byte[] digits = new byte[2 * pairs];
      for (int i = 0; i < digits.length; i += 2) {
        int b = in.readByte() ^ mask;
        if (b > 100) {
          throw in.corrupt("a decimal with a wrong digit");
        }
        digits[i] = (byte) ('0' + (b - 1) / 10);
        digits[i + 1] = (byte) ('0' + (b - 1) % 10);
      }
      in.skip(1);
      int n = digits.length;
      boolean needless = n == 0 || digits[0] == '0' || digits[n - 1] == '0' && digits[n - 2] == '0';
      if (needless) {
        throw in.corrupt("a decimal with needless zeros");
      }
      return new String(digits, 0, digits[n - 1] == '0' ? n - 1 : n, StandardCharsets.ISO_8859_1);
    }

    private static int countPairs(Input in, int mask) {
      byte[] bytes = in.array();
      int start = in.position();
      int end = Math.min(in.limit(), start + MAX_DIGITS / 2 + 1);
      for (int i = start; i < end; i++) {
        if (((bytes[i] ^ mask) & 0xFF) == 0) {
          return i - start;
        }
      }
      throw in.corrupt("a decimal without an end mark");
    }

    /** As {@link BigDecimal#compareTo}, and by scale where that finds no difference. */
    @Override
    public int compare(BigDecimal a, BigDecimal b) {
      int byValue = a.compareTo(b);
      return byValue != 0 ? byValue : Integer.compare(a.scale(), b.scale());
    }

    @Override
    public String describe() {
      return "BigDecimal";
    }
  }
}
