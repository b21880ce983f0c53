package dev.tandem.spark.shuffle;

import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.spark.util.MutablePair;
import scala.Product2;
import scala.Tuple2;
import scala.collection.AbstractIterator;

/**
 * What a record is sorted by: the order of its key (if any), its key's bytes (different keys that
 * are equal in the order stay different groups), its input, the order of its value (if any). Orders
 * that can be written as bytes are; for others the values themselves are compared.
 */
final class SortKey {
  private final Object key;
  private final byte[] bytes;
  private final int keyLength;
  private final long prefix;
  private final int input;
  private Object value;

  private SortKey(Object key, byte[] bytes, int keyLength, int input, Object value) {
    this.key = key;
    this.bytes = bytes;
    this.keyLength = keyLength;
    this.prefix = prefix(bytes, keyLength);
    this.input = input;
    this.value = value;
  }

  /**
   * The first eight bytes of the key as a number: most comparisons need no look at the array. No
   * key's bytes begin with another key's, so that zeros behind a short one change no order.
   */
  private static long prefix(byte[] bytes, int length) {
    long prefix = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      prefix = prefix << 8 | (i < length ? bytes[i] & 0xFF : 0);
    }
    return prefix;
  }

  Object key() {
    return key;
  }

  int input() {
    return input;
  }

  /** Whether both belong to one group. */
  boolean sameGroup(SortKey other) {
    return prefix == other.prefix
        && Arrays.equals(bytes, 0, keyLength, other.bytes, 0, other.keyLength);
  }

  /** Makes and compares sort keys. Belongs to one task. */
  static final class Form implements Comparator<SortKey> {
    private final Codec<Object> codec;
    private final Order<Object> keys;
    private final Order<Object> values;
    private final boolean slowKeys;
    private final boolean byCodec;
    private final boolean slowValues;
    private final Output out = new Output(64);

    Form(Codec<Object> codec, Order<Object> keys, Order<Object> values) {
      this.codec = codec;
      this.keys = keys;
      this.values = values;
      this.slowKeys = keys != null && !keys.encodes();
      this.byCodec = keys != null && codec.ordered() && keys.equals(Orders.of(codec));
      this.slowValues = values != null && !values.encodes();
    }

    SortKey of(Object key, int input, Object value) {
      out.truncate(0);
      if (keys != null && !slowKeys && !byCodec) {
        keys.encode(key, out);
      }
      codec.write(key, out);
      int keyLength = out.position();
      if (values != null && !slowValues) {
        values.encode(value, out);
      }
      return new SortKey(key, out.toByteArray(), keyLength, input, slowValues ? value : null);
    }

    @Override
    public int compare(SortKey a, SortKey b) {
      int c = slowKeys ? keys.compare(a.key, b.key) : 0;
      if (c == 0) {
        c = Long.compareUnsigned(a.prefix, b.prefix);
      }
      if (c == 0) {
        c = Arrays.compareUnsigned(a.bytes, 0, a.keyLength, b.bytes, 0, b.keyLength);
      }
      if (c == 0) {
        c = Integer.compare(a.input, b.input);
      }
      if (c == 0 && values != null) {
        c =
            slowValues
                ? values.compare(a.value, b.value)
                : Arrays.compareUnsigned(
                    a.bytes, a.keyLength, a.bytes.length, b.bytes, b.keyLength, b.bytes.length);
      }
      return c;
    }

    /** How sorted pairs spill. */
    CodecSerializer.PairForm spilled(Codec<Object> travelling) {
      return new Spilled(this, input -> travelling);
    }

    /** How sorted pairs spill, where each input has values of its own. */
    CodecSerializer.PairForm spilled(java.util.function.IntFunction<Codec<Object>> travelling) {
      return new Spilled(this, travelling);
    }
  }

  /** A sort key is written with its bytes; the value behind it belongs to it. */
  private static final class Spilled implements CodecSerializer.PairForm {
    private final Form form;
    private final java.util.function.IntFunction<Codec<Object>> values;
    private SortKey last;

    Spilled(Form form, java.util.function.IntFunction<Codec<Object>> values) {
      this.form = form;
      this.values = values;
    }

    @Override
    public void writeKey(Object key, Output out) {
      last = (SortKey) key;
      form.codec.write(last.key, out);
      out.writeLength(last.input);
      out.writeLength(last.keyLength);
      out.writeLength(last.bytes.length);
      out.writeBytes(last.bytes, 0, last.bytes.length);
    }

    @Override
    public void writeValue(Object value, Output out) {
      values.apply(last.input).write(value, out);
    }

    @Override
    public Object readKey(Input in) {
      Object key = form.codec.read(in);
      int input = in.readLength();
      int keyLength = in.readLength();
      last = new SortKey(key, in.readBytes(in.readLength()), keyLength, input, null);
      return last;
    }

    @Override
    public Object readValue(Input in) {
      Object value = values.apply(last.input).read(in);
      last.value = form.slowValues ? value : null;
      return value;
    }
  }

  /** Pairs of identities and accumulators under their sort keys. */
  static final class Pairs extends AbstractIterator<Product2<SortKey, Object>> {
    private final Form form;
    private final GroupSpec spec;
    private final scala.collection.Iterator<Tuple2<Object, Object>> pairs;
    private final MutablePair<SortKey, Object> pair = new MutablePair<>(null, null);

    Pairs(Form form, GroupSpec spec, scala.collection.Iterator<Tuple2<Object, Object>> pairs) {
      this.form = form;
      this.spec = spec;
      this.pairs = pairs;
    }

    @Override
    public boolean hasNext() {
      return pairs.hasNext();
    }

    @Override
    public Product2<SortKey, Object> next() {
      Tuple2<Object, Object> next = pairs.next();
      return pair.update(form.of(spec.key(next._1()), 0, next._2()), next._2());
    }
  }
}
