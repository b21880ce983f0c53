package dev.tandem.contract.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CompositeCodecsTest {
  private static final Comparator<String> TEXT = Comparator.nullsFirst(Comparator.naturalOrder());

  @Property(tries = 500, seed = Laws.SEED)
  void pairs(
      @ForAll("words") String a,
      @ForAll("words") String b,
      @ForAll("words") String c,
      @ForAll("words") String d) {
    Comparator<Pair<String, String>> order = Comparator.comparing(Pair::first, TEXT);
    Codec<Pair<String, String>> codec = Codecs.pair(Codecs.TEXT, Codecs.TEXT);
    Laws.key(codec, Pair.of(a, b), Pair.of(c, d), order.thenComparing(Pair::second, TEXT));
    assertThat(codec.hash(Pair.of(a, b))).isEqualTo(31 * hash(a) + hash(b));
    assertThat(codec.agreesWithEquals()).isTrue();
  }

  private static int hash(Object value) {
    return value == null ? 0 : value.hashCode();
  }

  @Property(tries = 500, seed = Laws.SEED)
  void lists(@ForAll("lists") List<String> a, @ForAll("lists") List<String> b) {
    Comparator<List<String>> order =
        (x, y) -> Arrays.compare(x.toArray(new String[0]), y.toArray(new String[0]), TEXT);
    Laws.key(Codecs.list(Codecs.TEXT), a, b, order);
    assertThat(Codecs.list(Codecs.TEXT).hash(a)).isEqualTo(a.hashCode());
    String[] x = a.toArray(new String[0]);
    Laws.key(
        Codecs.of(String[].class),
        x,
        b.toArray(new String[0]),
        (v, w) -> Arrays.compare(v, w, TEXT));
    assertThat(Codecs.of(String[].class).hash(x)).isEqualTo(Arrays.hashCode(x));
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.strings().withChars('\0', '\1', 'a', 'é').ofMaxLength(4).injectNull(0.2);
  }

  @Provide
  Arbitrary<List<String>> lists() {
    return words().list().ofMaxSize(4);
  }

  @Property(tries = 100, seed = Laws.SEED)
  void primitiveArrays(
      @ForAll long[] longs,
      @ForAll double[] doubles,
      @ForAll char[] chars,
      @ForAll boolean[] flags) {
    arrays(Codecs.of(long[].class), longs, new long[] {1}, Arrays.hashCode(longs));
    arrays(
        Codecs.of(double[].class),
        doubles,
        new double[] {Double.NaN, -0.0},
        Arrays.hashCode(doubles));
    arrays(Codecs.of(char[].class), chars, new char[] {'x'}, Arrays.hashCode(chars));
    arrays(Codecs.of(boolean[].class), flags, new boolean[] {true}, Arrays.hashCode(flags));
  }

  @Property(tries = 100, seed = Laws.SEED)
  void morePrimitiveArrays(@ForAll int[] ints, @ForAll short[] shorts, @ForAll float[] floats) {
    arrays(Codecs.of(int[].class), ints, new int[] {1}, Arrays.hashCode(ints));
    arrays(Codecs.of(short[].class), shorts, new short[] {1}, Arrays.hashCode(shorts));
    arrays(Codecs.of(float[].class), floats, new float[] {Float.NaN, 0f}, Arrays.hashCode(floats));
  }

  private static <T> void arrays(Codec<T> codec, T a, T b, int hash) {
    Laws.roundTrip(codec, List.of(a, b));
    Laws.canonical(codec, a, b);
    Laws.canonical(codec, a, a);
    assertThat(codec.hash(a)).isEqualTo(hash);
    assertThat(codec.agreesWithEquals()).isFalse();
    assertThat(codec.ordered()).isFalse();
  }

  @Example
  void oneNumberHasOneEncodingInArraysToo() {
    Output out = new Output(16);
    out.writeLength(1);
    out.writeFixed64(Double.doubleToRawLongBits(Double.NaN) | 1);
    assertThatThrownBy(() -> Codecs.of(double[].class).read(new Input(out.toByteArray())))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("NaN");
  }

  @Example
  void arraysOfArrays() {
    Codec<double[][]> codec = Codecs.of(double[][].class);
    Laws.roundTrip(codec, List.of(new double[][] {{1, 2}, null, {}}, new double[0][]));
    assertThat(codec.hash(new double[][] {{1, 2}}))
        .isEqualTo(31 + Arrays.hashCode(new double[] {1, 2}));
  }

  @Example
  void optionals() {
    Codec<Optional<String>> codec = Codecs.optional(Codecs.TEXT);
    Comparator<Optional<String>> order = Comparator.comparing(o -> o.orElse(null), TEXT);
    Laws.key(codec, Optional.empty(), Optional.of(""), order);
    assertThat(codec.hash(Optional.of("x"))).isEqualTo(Optional.of("x").hashCode());
  }

  @Example
  void setsAndMapsKeepTheirOrderAndAreNoKeys() {
    Codec<Set<String>> sets = Codecs.set(Codecs.TEXT);
    Set<String> set = new LinkedHashSet<>(Arrays.asList("z", null, "a"));
    Laws.roundTrip(sets, List.of(set, Set.of()));
    assertThat(Laws.read(sets, Laws.bytes(sets, set))).containsExactly("z", null, "a");
    assertThat(sets.hash(set)).isEqualTo(set.hashCode());

    Codec<Map<String, Long>> maps = Codecs.map(Codecs.TEXT, Codecs.LONG);
    Map<String, Long> map = new LinkedHashMap<>();
    map.put("z", 1L);
    map.put(null, 2L);
    map.put("a", null);
    Laws.roundTrip(maps, List.of(map, Map.of()));
    assertThat(Laws.read(maps, Laws.bytes(maps, map)).keySet()).containsExactly("z", null, "a");
    assertThat(maps.hash(map)).isEqualTo(map.hashCode());

    assertThat(sets.canonical()).isFalse();
    assertThat(maps.canonical()).isFalse();
    assertThat(Codecs.list(maps).canonical()).isFalse();
  }

  @Example
  void doubleElementsAreCorrupt() {
    byte[] twice = Laws.bytes(Codecs.list(Codecs.TEXT), List.of("a", "a"));
    assertThatThrownBy(() -> Laws.read(Codecs.set(Codecs.TEXT), twice))
        .isInstanceOf(CorruptDataException.class);
    byte[] entries = {2, 1, (byte) 0x80, 0, 2, 1, (byte) 0x80, 0, 0};
    assertThatThrownBy(() -> Laws.read(Codecs.map(Codecs.LONG, Codecs.LONG), entries))
        .isInstanceOf(CorruptDataException.class);
  }

  @Example
  void aHugeLengthIsNotBelieved() {
    Output out = new Output(16);
    out.writeLength(Integer.MAX_VALUE);
    out.writeFixed32(0);
    for (Class<?> type :
        List.of(long[].class, int[].class, boolean[].class, double[].class, char[].class)) {
      assertThatThrownBy(() -> Codecs.of(type).read(new Input(out.toByteArray())))
          .isInstanceOf(CorruptDataException.class);
    }
    byte[] number = {(byte) 0xC8, 0x7F, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 1, 2, 3, 4};
    assertThatThrownBy(() -> Codecs.of(java.math.BigInteger.class).read(new Input(number)))
        .isInstanceOf(CorruptDataException.class);
    byte[] longForm = {(byte) 0x80, 0};
    assertThatThrownBy(() -> Codecs.of(long[].class).read(new Input(longForm)))
        .isInstanceOf(CorruptDataException.class);
  }
}
