package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.LongAggregator;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The law checks accept what is lawful and name the law that is broken. */
class LawsTest {
  @Test
  void shippedAggregatorsAreLawful() {
    AggregatorLaws.check(Aggregators.count(), "a", "b", "c");
    AggregatorLaws.check(Aggregators.sumLong(), 1L, -5L, 1L << 40, 7L);
    AggregatorLaws.check(Aggregators.sumDouble(), 0.5, 0.25, 8.0);
    AggregatorLaws.check(Aggregators.first(2, Codecs.TEXT, Orders.text()), "d", "a", "c", "a", "b");
    AggregatorLaws.check(
        Aggregators.toList(Codecs.LONG),
        List.of(3L, 1L, 2L),
        (a, b) -> a.stream().sorted().toList().equals(b.stream().sorted().toList()));
  }

  @Test
  void anAggregatorThatDependsOnTheOrderIsFound() {
    assertThatThrownBy(
            () -> AggregatorLaws.check(Aggregators.toList(Codecs.LONG), 1L, 2L, 3L, 4L, 5L, 6L))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the order of the values matters");
  }

  /** A mean that forgets how many values it is of. */
  private record Mean() implements LongAggregator<Long> {
    @Override
    public long zero() {
      return 0;
    }

    @Override
    public long step(long acc, Long value) {
      return acc + value;
    }

    @Override
    public long combine(long a, long b) {
      return (a + b) / 2;
    }
  }

  @Test
  void anAggregatorThatDependsOnTheCutsIsFound() {
    assertThatThrownBy(() -> AggregatorLaws.check(new Mean(), 10L, 20L, 60L))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("how the values are cut matters");
  }

  /** Steals the second argument's values. */
  private record Thief() implements Aggregator<Long, ArrayList<Object>, Integer> {
    @Override
    public ArrayList<Object> create() {
      return new ArrayList<>();
    }

    @Override
    public ArrayList<Object> add(ArrayList<Object> acc, Long value) {
      acc.add(value);
      return acc;
    }

    @Override
    public ArrayList<Object> merge(ArrayList<Object> into, ArrayList<Object> from) {
      into.addAll(from);
      from.clear();
      return into;
    }

    @Override
    public Integer finish(ArrayList<Object> acc) {
      return acc.size();
    }
  }

  @Test
  void aMergeThatChangesItsSecondArgumentIsFound() {
    assertThatThrownBy(() -> AggregatorLaws.check(new Thief(), 1L, 2L))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("second argument");
  }

  @TestFactory
  Stream<DynamicTest> codecsOfKeysAreLawful() {
    return Samples.keyTypes().stream()
        .map(type -> DynamicTest.dynamicTest(type.name(), () -> check(type)));
  }

  private static <T> void check(Samples.KeyType<T> type) {
    CodecLaws.check(type.codec(), type.keys());
  }

  @Test
  void theCodecOfAnyValueIsLawful() {
    CodecLaws.check(Codecs.dynamic(), Samples.values());
  }

  /** A codec with one law broken. */
  private enum Broken implements Codec<String> {
    LEAVES_BYTES,
    LOSES_CASE,
    NOT_CANONICAL,
    TRUSTS_LENGTHS;

    @Override
    public void write(String value, Output out) {
      Codecs.TEXT.write(this == LOSES_CASE ? value.toUpperCase(java.util.Locale.ROOT) : value, out);
      if (this == LEAVES_BYTES || this == TRUSTS_LENGTHS) {
        out.writeByte(0);
      }
    }

    @Override
    public String read(Input in) {
      String text = Codecs.TEXT.read(in);
      if (this == TRUSTS_LENGTHS && in.readByte() != 0) {
        throw new IllegalStateException("unexpected");
      }
      return text;
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
    public int hash(String value) {
      return this == NOT_CANONICAL ? System.identityHashCode(value) : value.hashCode();
    }
  }

  @Test
  void brokenCodecsAreFound() {
    assertBroken(Broken.LEAVES_BYTES, "reading leaves bytes");
    assertBroken(Broken.LOSES_CASE, "what is read is not what was written");
    assertBroken(Broken.NOT_CANONICAL, "equal bytes have different hashes");
    assertBroken(Broken.TRUSTS_LENGTHS, "bad bytes end in java.lang.IllegalStateException");
  }

  private static void assertBroken(Codec<String> codec, String law) {
    assertThatThrownBy(() -> CodecLaws.check(codec, "a", new String("a"), "b"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(law);
  }

  @Test
  void shippedOrdersAreLawful() {
    OrderLaws.check(Orders.text(), Samples.texts());
    OrderLaws.check(Orders.longs(), 0L, -1L, 64L, Long.MIN_VALUE, Long.MAX_VALUE);
    OrderLaws.check(Orders.doubles(), 0.0, -0.0, Double.NaN, -1e300);
    OrderLaws.check(
        Orders.<String, Integer>by(String::length, Orders.ints()).then(Orders.text().reversed()),
        "",
        "b",
        "a",
        "ab");
    OrderLaws.check(OrderRules.BY_LENGTH, "", "b", "a", "ab");
  }

  @Test
  void brokenOrdersAreFound() {
    Order<Integer> always = Orders.by((Comparator<Integer> & Serializable) (a, b) -> a + b);
    assertThatThrownBy(() -> OrderLaws.check(always, 1, 2))
        .hasMessageContaining("not equal to itself");
    Order<Integer> wheel =
        Orders.by((Comparator<Integer> & Serializable) (a, b) -> (a - b + 4) % 3 - 1);
    assertThatThrownBy(() -> OrderLaws.check(wheel, 0, 1, 2))
        .hasMessageContaining("not transitive");
    assertThatThrownBy(() -> OrderLaws.check(new SignedBytes(), 1L, -1L))
        .hasMessageContaining("order of the bytes");
  }

  /** Forgets that bytes are compared as unsigned numbers. */
  private record SignedBytes() implements Order<Long> {
    @Override
    public void encode(Long value, Output out) {
      out.writeFixed64(value);
    }

    @Override
    public int compare(Long a, Long b) {
      return Long.compare(a, b);
    }
  }
}
