package dev.tandem.contract.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OrdersTest {
  record Row(String name, long count, double score) {}

  private static final Fn<Row, String> NAME = Row::name;
  private static final Fn<Row, Long> COUNT = Row::count;

  private static final List<Order<Row>> ORDERS =
      List.of(
          Orders.natural(Row.class),
          Orders.<Row>natural(),
          Orders.natural(Row.class).reversed(),
          Orders.by(NAME, Orders.text()),
          Orders.by(COUNT, Orders.longs().reversed()).then(Orders.by(NAME, Orders.text())),
          Orders.by(NAME, Orders.text().reversed()).then(Orders.by(COUNT, Orders.<Long>natural())),
          Orders.by(NAME, Orders.text()).then(Orders.by(COUNT, Orders.longs())).reversed(),
          Orders.<Row, Double>by(Row::score, Orders.doubles()).reversed().reversed());

  @Property(tries = 500, seed = "20")
  void bytesCompareAsValuesDo(@ForAll("rows") Row a, @ForAll("rows") Row b) {
    for (Order<Row> order : ORDERS) {
      laws(order, a, b);
      laws(copy(order), a, b);
    }
  }

  @Provide
  Arbitrary<Row> rows() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .withChars('\0', 'a', 'é', '\ud800', '\udc00', '\uffff')
            .ofMaxLength(4);
    return names.flatMap(
        name ->
            Arbitraries.longs()
                .between(-2, 2)
                .flatMap(
                    count ->
                        Arbitraries.of(0.0, -0.0, Double.NaN, 1.0)
                            .map(score -> new Row(name, count, score))));
  }

  private static <T> void laws(Order<T> order, T a, T b) {
    int expected = Integer.signum(order.compare(a, b));
    byte[] x = encode(order, a);
    byte[] y = encode(order, b);
    assertThat(Integer.signum(order.compare(b, a))).isEqualTo(-expected);
    assertThat(Integer.signum(Arrays.compareUnsigned(x, y)))
        .as("%s: %s, %s", order, a, b)
        .isEqualTo(expected);
    int common = Arrays.mismatch(x, y);
    assertThat(common)
        .as("no proper prefix")
        .isNotEqualTo(x.length == y.length ? -2 : Math.min(x.length, y.length));
  }

  private static <T> byte[] encode(Order<T> order, T value) {
    Output out = new Output(1);
    out.writeByte(7);
    order.encode(value, out);
    return Arrays.copyOfRange(out.array(), 1, out.position());
  }

  @SuppressWarnings("unchecked")
  private static <T> T copy(T object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
      out.flush();
      return (T) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  @Example
  void naturalOrderOfMixedClasses() {
    Order<Object> natural = Orders.natural();
    List<Object> values =
        List.of(
            1,
            2,
            1L,
            "a",
            "b",
            new BigDecimal("1.0"),
            new BigDecimal("1.00"),
            List.of(1, "x"),
            true);
    for (Object a : values) {
      for (Object b : values) {
        laws(natural, a, b);
      }
    }
    assertThatThrownBy(() -> encode(natural, Map.of())).hasMessageContaining("no natural order");
    assertThatThrownBy(() -> encode(natural, List.of(new long[0])))
        .hasMessageContaining("no natural order");
  }

  @Example
  void textIsOrderedByCodePoint() {
    assertThat(Orders.text().compare("\uffff", "😀")).isNegative();
    assertThat("\uffff".compareTo("😀")).isPositive();
    laws(Orders.text(), "\uffff", "😀");
    laws(Orders.ints(), -1, 1);
    laws(Orders.bytes(), new byte[] {-1}, new byte[] {1, 2});
  }

  @Example
  void classesWithoutOrderAreRefused() {
    assertThatThrownBy(() -> Orders.natural(long[].class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("long[] has no natural order");
    assertThatThrownBy(() -> Orders.of(Codecs.dynamic()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Example
  void comparatorsAreTheSlowPath() {
    Order<String> byLength =
        Orders.by((Comparator<String> & Serializable) (a, b) -> a.length() - b.length());
    assertThat(byLength.encodes()).isFalse();
    assertThat(byLength.reversed().encodes()).isFalse();
    assertThat(byLength.then(Orders.text()).encodes()).isFalse();
    assertThat(Orders.text().then(byLength).encodes()).isFalse();
    assertThat(Orders.by(NAME, byLength).encodes()).isFalse();
    assertThat(byLength.then(Orders.text()).reversed().compare("ab", "b")).isNegative();
    assertThat(byLength.then(Orders.text()).compare("b", "a")).isPositive();
    assertThat(Orders.text().encodes()).isTrue();
    assertThatThrownBy(() -> encode(byLength, "a"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Example
  void failuresOfKeyFunctionsAreTold() {
    Order<String> none = Orders.by((Fn<String, String>) s -> null, Orders.text());
    assertThatThrownBy(() -> none.compare("a", "b"))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("key function");
    Order<String> broken =
        Orders.by(
            (Fn<String, String>)
                s -> {
                  throw new IOException("disk");
                },
            Orders.text());
    assertThatThrownBy(() -> encode(broken, "a"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("disk");
    Order<String> bad = Orders.by((Fn<String, String>) s -> s.substring(9), Orders.text());
    assertThatThrownBy(() -> encode(bad, "a")).isInstanceOf(StringIndexOutOfBoundsException.class);
  }
}
