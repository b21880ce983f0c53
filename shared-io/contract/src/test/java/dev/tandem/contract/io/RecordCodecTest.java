package dev.tandem.contract.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RecordCodecTest {
  public record Point(int x, long y) {}

  private record Visit(
      String user, Integer age, double score, boolean paid, byte b, short s, char c, float f) {}

  record Nested(List<Point> points, Pair<String, List<Long>> pair, Map<String, Set<Long>> counts) {}

  record Generic<T>(T value, List<T> more) {}

  record Holder(
      Generic<String> text,
      Generic<Point> point,
      Generic<?> open,
      Generic<? extends Long> bounded) {}

  record Chain(int value, Chain next) {}

  record Tree<T>(T value, List<Tree<T>> children) {}

  record Even(Odd odd) {}

  record Odd(Even even) {}

  record Endless<T>(T value, Endless<List<T>> next) {}

  record Shout(String text) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Shout that
          && text.toLowerCase(Locale.ROOT).equals(that.text.toLowerCase(Locale.ROOT));
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  record Hushed(Shout shout) {}

  @SuppressWarnings("NonOverridingEquals") // the point
  record Overloaded(String text) {
    public boolean equals(Overloaded other) {
      return other != null;
    }
  }

  record Fixed(long big, double bigger, String text) {
    static final long BIG = 1L << 40;
    static final double BIGGER = 1e100;

    @Override
    public String text() {
      return "not what the field holds";
    }
  }

  record Arrays2(int[] values) {}

  record Varargs(String... words) {}

  record Empty() {}

  record Checked(int positive) {
    Checked {
      if (positive < 0) {
        throw new IllegalArgumentException("negative");
      }
    }
  }

  record Unsupported(Thread thread) {}

  @Property(tries = 300, seed = Laws.SEED)
  void componentsAreOrderedOneAfterTheOther(
      @ForAll int a, @ForAll long b, @ForAll int c, @ForAll long d) {
    Comparator<Point> order = Comparator.comparingInt(Point::x);
    Codec<Point> codec = Codecs.of(Point.class);
    Laws.key(codec, new Point(a, b), new Point(c, d), order.thenComparingLong(Point::y));
    Laws.ordered(codec, new Point(a, b), new Point(a, d), order.thenComparingLong(Point::y));
    assertThat(codec.hash(new Point(a, b))).isEqualTo(31 * a + Long.hashCode(b));
  }

  @Example
  void allKindsOfComponents() {
    Codec<Visit> codec = Codecs.of(Visit.class);
    Visit visit = new Visit("u", 3, 1.5, true, (byte) 1, (short) -2, 'c', 0.25f);
    Visit empty = new Visit(null, null, Double.NaN, false, (byte) 0, (short) 0, '\0', -0f);
    Laws.roundTrip(codec, List.of(visit, empty));
    Laws.canonical(codec, visit, empty);
    assertThat(codec.agreesWithEquals()).isTrue();
    assertThat(codec.ordered()).isTrue();
    assertThat(codec.hash(visit)).isEqualTo(visit.hashCode());
    Laws.roundTrip(Codecs.of(Empty.class), List.of(new Empty()));
  }

  @Example
  void genericComponentsKeepTheirTypes() {
    Codec<Nested> nested = Codecs.of(Nested.class);
    Laws.roundTrip(
        nested,
        List.of(
            new Nested(
                List.of(new Point(1, 2)), Pair.of("a", List.of(1L)), Map.of("k", Set.of(1L, 2L)))));
    assertThat(nested.canonical()).isFalse();

    Codec<Holder> holder = Codecs.of(Holder.class);
    Generic<String> text = new Generic<>("x", Arrays.asList("y", null));
    Generic<Point> point = new Generic<>(new Point(1, 2), List.of());
    Laws.roundTrip(holder, List.of(new Holder(text, point, text, new Generic<>(1L, List.of()))));
    Laws.roundTrip(holder, List.of(new Holder(text, null, point, null)));
    assertThat(Codecs.of(componentType(Holder.class, 0)).ordered()).isTrue();
    assertThat(Codecs.of(componentType(Holder.class, 0)).describe()).isEqualTo("Generic<String>");
  }

  private static Type componentType(Class<?> record, int i) {
    return record.getRecordComponents()[i].getGenericType();
  }

  @Example
  void recordsMayHoldTheirOwnType() {
    Codec<Chain> chain = Codecs.of(Chain.class);
    Chain three = new Chain(1, new Chain(2, new Chain(3, null)));
    Laws.roundTrip(chain, List.of(three));
    assertThat(chain.ordered() && chain.canonical() && chain.agreesWithEquals()).isTrue();
    assertThat(chain.hash(three)).isEqualTo(31 + 31 * 2 + 31 * 3);

    Codec<Even> even = Codecs.of(Even.class);
    Laws.roundTrip(even, List.of(new Even(new Odd(new Even(null)))));
    assertThat(even.canonical()).isTrue();

    record Forest(Tree<String> tree) {}
    Codec<Forest> forest = Codecs.of(Forest.class);
    Tree<String> tree =
        new Tree<>("root", List.of(new Tree<>("leaf", List.of()), new Tree<>(null, null)));
    Laws.roundTrip(forest, List.of(new Forest(tree)));
    assertThat(forest.ordered()).isTrue();
  }

  @Example
  void nestingIsBounded() {
    Codec<Chain> codec = Codecs.of(Chain.class);
    Chain deep = null;
    for (int i = 0; i < Codecs.MAX_DEPTH; i++) {
      deep = new Chain(i, deep);
    }
    Laws.roundTrip(codec, List.of(deep));
    Chain deeper = new Chain(0, deep);
    Output out = new Output(16);
    assertThatThrownBy(() -> codec.write(deeper, out)).isInstanceOf(IllegalArgumentException.class);
    out.truncate(0);
    codec.write(deep, out); // the failure left no trace

    Output bomb = new Output(16);
    for (int i = 0; i < 1_000_000; i++) {
      bomb.writeVarLong(0);
      bomb.writeByte(1);
    }
    assertThatThrownBy(() -> Laws.read(codec, bomb.toByteArray()))
        .isInstanceOf(CorruptDataException.class);
  }

  @Example
  void aTypeThatNeverEndsIsRefused() {
    record Start(Endless<String> endless) {}
    assertThatThrownBy(() -> Codecs.of(Start.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nests itself");
  }

  @Example
  void anOwnEqualsIsNotTrusted() {
    Codec<Shout> codec = Codecs.of(Shout.class);
    assertThat(codec.agreesWithEquals()).isFalse();
    assertThat(Codecs.identity(codec, new Shout("a")))
        .isNotEqualTo(Codecs.identity(codec, new Shout("A")));
    assertThat(Codecs.identity(codec, new Shout("a")))
        .isEqualTo(Codecs.identity(codec, new Shout("a")));
    assertThat(Codecs.identity(codec, new Shout("a"))).hasSameHashCodeAs("a");
    assertThat(Codecs.of(Hushed.class).agreesWithEquals()).isFalse();
    assertThat(Codecs.pair(codec, Codecs.TEXT).agreesWithEquals()).isFalse();
    assertThat(Codecs.of(Arrays2.class).agreesWithEquals()).isFalse();
    assertThat(Codecs.of(Overloaded.class).agreesWithEquals()).isTrue();
    assertThat(Codecs.of(Fixed.class).agreesWithEquals()).isTrue();
  }

  @Example
  void fieldsAreWrittenNotWhatAccessorsSay() {
    Laws.roundTrip(Codecs.of(Fixed.class), List.of(new Fixed(Fixed.BIG, Fixed.BIGGER, "text")));
    Codec<Varargs> varargs = Codecs.of(Varargs.class);
    assertThat(Laws.read(varargs, Laws.bytes(varargs, new Varargs("a", "b"))).words())
        .containsExactly("a", "b");
  }

  @Example
  void aConstructorThatRefusesMeansCorruptBytes() {
    byte[] bytes = Laws.bytes(Codecs.INTEGER, -1);
    assertThatThrownBy(() -> Laws.read(Codecs.of(Checked.class), bytes))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("Checked");
  }

  @Example
  void aMissingCodecIsFoundAtOnce() {
    assertThatThrownBy(() -> Codecs.of(Unsupported.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("component thread of record")
        .hasMessageContaining("java.lang.Thread")
        .hasMessageContaining(".as(codec)");
  }
}
