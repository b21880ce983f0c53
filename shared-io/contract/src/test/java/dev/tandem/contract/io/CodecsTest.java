package dev.tandem.contract.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Fn;
import dev.tandem.contract.flow.Pair;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import net.jqwik.api.Example;

class CodecsTest {
  record Counted(String text, Map<String, Long> counts) {}

  record Open(Object any) {}

  record Wrapped(Counted counted) {}

  sealed interface Shape permits Circle, Square {}

  record Circle(double radius) implements Shape {}

  record Square(double side) implements Shape {}

  @Example
  void primitivesAreTheirBoxes() {
    assertThat(Codecs.of(int.class)).isSameAs(Codecs.of(Integer.class));
    assertThat(Codecs.of(boolean.class)).isSameAs(Codecs.BOOLEAN);
    assertThat(Codecs.of(long.class)).isSameAs(Codecs.LONG);
  }

  @Example
  void openTypesAreDynamic() {
    for (Class<?> type :
        List.of(Object.class, Number.class, Comparable.class, CharSequence.class, Shape.class)) {
      assertThat(Codecs.of(type)).isEqualTo(Codecs.dynamic());
    }
    Laws.roundTrip(Codecs.of(Shape.class), List.of(new Circle(1), new Square(2)));
    Laws.roundTrip(Codecs.of(Pair.class), List.of(Pair.of("a", 1), Pair.of(2L, null)));
    Laws.roundTrip(Codecs.of(ArrayList.class), List.of(new ArrayList<>(List.of(1, "x"))));
    Laws.roundTrip(Codecs.of(HashMap.class), List.of(new HashMap<>(Map.of(1, "x"))));
  }

  @Example
  void equalTypesHaveEqualCodecs() {
    assertThat(Codecs.list(Codecs.TEXT))
        .isEqualTo(Codecs.list(Codecs.TEXT))
        .isNotEqualTo(Codecs.set(Codecs.TEXT));
    assertThat(Codecs.pair(Codecs.TEXT, Codecs.LONG))
        .hasSameHashCodeAs(Codecs.pair(Codecs.TEXT, Codecs.LONG));
    assertThat(Codecs.of(String[].class)).isNotEqualTo(Codecs.of(Object[].class));
    Codec<Circle> circle = Codecs.of(Circle.class);
    assertThat(Laws.copy(circle)).isSameAs(circle);
    assertThat(Laws.copy(Codecs.list(circle))).isEqualTo(Codecs.list(circle));
  }

  @Example
  void codecsDescribeThemselves() {
    assertThat(Codecs.pair(Codecs.TEXT, Codecs.list(Codecs.LONG)).describe())
        .isEqualTo("Pair<String, List<Long>>");
    assertThat(Codecs.of(double[][].class).describe()).isEqualTo("double[][]");
    assertThat(Codecs.map(Codecs.TEXT, Codecs.dynamic()).describe())
        .isEqualTo("Map<String, Object>");
    assertThat(Codecs.of(Circle.class).describe()).isEqualTo("Circle");
    assertThat(Codecs.pair(Codecs.TEXT, Codecs.LONG).second()).isSameAs(Codecs.LONG);
  }

  @Example
  void aClassWithoutCodecIsNamedWithTheRemedy() {
    for (Class<?> type :
        List.of(Thread.class, StringBuilder.class, TreeMap.class, Thread[].class, void.class)) {
      assertThatThrownBy(() -> Codecs.of(type))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(type.isArray() ? "java.lang.Thread" : type.getName())
          .hasMessageContaining("record")
          .hasMessageContaining("map it to a type that has a codec")
          .hasMessageContaining(".as(codec)");
    }
  }

  @Example
  void keysAreCheckedByTheirCodec() {
    assertThat(Codecs.checkKey(Codecs.TEXT, "words")).isSameAs(Codecs.TEXT);
    assertThatThrownBy(() -> Codecs.checkKey(Codecs.of(Wrapped.class), "words"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"words\"")
        .hasMessageContaining("Map<String, Long> in Wrapped cannot be a key");
    assertThatThrownBy(() -> Codecs.checkKey(Codecs.set(Codecs.TEXT), "s"))
        .hasMessageContaining("Set<String> cannot");
  }

  @Example
  void openPartsOfKeysAreCheckedByTheirValues() {
    Codec<Object> key = Codecs.checkKey(Codecs.dynamic(), "words");
    assertThatThrownBy(() -> key.hash(Set.of())).hasMessageContaining("cannot be a key");
    Codec<Open> open = Codecs.checkKey(Codecs.of(Open.class), "words");
    Laws.roundTrip(open, List.of(new Open("a"), new Open(new Open(1)), new Open(null)));
    assertThat(Laws.bytes(open, new Open("a")))
        .isEqualTo(Laws.bytes(Codecs.of(Open.class), new Open("a")));
    assertThatThrownBy(() -> Laws.bytes(open, new Open(Map.of())))
        .hasMessageContaining("cannot be a key");
    Codec<Pair<Object, List<Object>>> pair =
        Codecs.checkKey(Codecs.pair(Codecs.dynamic(), Codecs.list(Codecs.dynamic())), "words");
    assertThatThrownBy(() -> Laws.bytes(pair, Pair.of(1, List.of(Set.of()))))
        .hasMessageContaining("cannot be a key");
  }

  @Example
  void identityIsByBytesForArraysAndByValueForText() {
    assertThat(Codecs.identity(Codecs.TEXT, "a")).isEqualTo("a");
    EncodedKey key = (EncodedKey) Codecs.identity(Codecs.BYTES, new byte[] {5});
    assertThat(key.bytes()).isEqualTo(new byte[] {5, 0});
    assertThat(key).hasSameHashCodeAs(List.of((byte) 5));
  }

  static String shout(Object o) {
    return o + "!";
  }

  static <T> Fn<String, T> generic(T value) {
    return s -> value;
  }

  static final class Named implements Fn<String, List<Long>> {
    @Override
    public List<Long> apply(String s) {
      return List.of();
    }
  }

  interface Twice extends Serializable {
    String one();

    String two();
  }

  interface ToNothing extends Serializable {
    void accept(String s);
  }

  @Example
  void functionsTellWhatTheyReturn() {
    Fn<String, Integer> lambda = s -> s.length();
    Fn<String, Integer> method = String::length;
    Fn<Object, String> own = CodecsTest::shout;
    Fn<String, Pair<String, Long>> pair = s -> Pair.of(s, 1L);
    Fn<Integer, int[]> array = int[]::new;
    assertThat(Codecs.returnTypeOf(lambda)).isEqualTo(Integer.class);
    assertThat(Codecs.returnTypeOf(method)).isEqualTo(Integer.class);
    assertThat(Codecs.returnTypeOf(own)).isEqualTo(String.class);
    assertThat(Codecs.returnTypeOf(pair)).isEqualTo(Pair.class);
    assertThat(Codecs.returnTypeOf(array)).isEqualTo(int[].class);
    assertThat(Codecs.returnTypeOf((Supplier<String> & Serializable) () -> "x"))
        .isEqualTo(String.class);
    assertThat(Codecs.returnTypeOf(new Named())).isEqualTo(List.class);
    assertThat(
            Codecs.returnTypeOf(
                new Fn<String, Double>() {
                  @Override
                  public Double apply(String s) {
                    return 1.0;
                  }
                }))
        .isEqualTo(Double.class);
  }

  @Example
  void functionsThatDoNotTellReturnObject() {
    ToNothing nothing = s -> assertThat(s).isNotNull();
    Twice twice =
        new Twice() {
          @Override
          public String one() {
            return "";
          }

          @Override
          public String two() {
            return "";
          }
        };
    assertThat(Codecs.returnTypeOf(generic("x"))).isEqualTo(Object.class);
    assertThat(Codecs.returnTypeOf(nothing)).isEqualTo(Object.class);
    assertThat(Codecs.returnTypeOf(twice)).isEqualTo(Object.class);
    assertThat(Codecs.returnTypeOf("no function")).isEqualTo(Object.class);
  }
}
