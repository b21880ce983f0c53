package dev.tandem.contract.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Unit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Example;

class DynamicCodecTest {
  record Point(int x, Object open) {}

  record Text(String text) {}

  enum Size {
    SMALL,
    LARGE {
      @Override
      public String toString() {
        return "huge";
      }
    }
  }

  private static final Codec<Object> ANY = Codecs.dynamic();

  @Example
  void valuesOfAllClassesInOneStream() {
    List<Object> nested =
        Arrays.asList("x", 1, null, List.of(Map.of("k", Set.of(1L))), Optional.of(Unit.UNIT));
    List<Object> values =
        List.of(
            Unit.UNIT,
            true,
            (byte) 1,
            (short) 2,
            3,
            4L,
            BigInteger.TEN,
            1f,
            2d,
            BigDecimal.ONE,
            'c',
            "text",
            new UUID(1, 2),
            LocalDate.EPOCH,
            DayOfWeek.MONDAY,
            Size.LARGE,
            Size.SMALL,
            new Point(1, new Point(2, null)),
            Pair.of("a", Pair.of(null, 2)),
            nested,
            Optional.empty(),
            new TreeMap<>(Map.of("b", 1, "a", 2)));
    Laws.roundTrip(ANY, values);
    assertThat(Laws.copy(ANY)).isSameAs(ANY);
  }

  @Example
  void arraysKeepTheirClass() {
    Object[] arrays = {
      new byte[] {0, 1, 2},
      new int[] {1},
      new long[0],
      new double[][] {{1}, null},
      new String[] {"a", null},
      new Object[] {1, "x", new Object[0]},
      new Point[] {new Point(1, 2)},
      new Size[][] {{Size.LARGE}},
    };
    for (Object array : arrays) {
      Object back = Laws.read(ANY, Laws.bytes(ANY, array));
      assertThat(Arrays.deepEquals(new Object[] {back}, new Object[] {array})).isTrue();
      assertThat(back.getClass()).isEqualTo(array.getClass());
    }
  }

  @Example
  void hashIsThatOfTheRuntimeClass() {
    assertThat(ANY.hash("abc")).isEqualTo("abc".hashCode());
    assertThat(ANY.hash(5L)).isEqualTo(Long.hashCode(5));
    assertThat(ANY.hash(List.of("a", 1))).isEqualTo(List.of("a", 1).hashCode());
    assertThat(ANY.hash(Size.LARGE)).isEqualTo("LARGE".hashCode());
    assertThat(ANY.hash(new Point(1, "x"))).isEqualTo(31 + "x".hashCode());
    assertThat(ANY.hash(new int[] {1, 2})).isEqualTo(Arrays.hashCode(new int[] {1, 2}));
  }

  @Example
  void identityIsTheValueWhereItsEqualsIsGood() {
    assertThat(Codecs.identity(ANY, "a")).isEqualTo("a");
    assertThat(Codecs.identity(ANY, new Text("a"))).isEqualTo(new Text("a"));
    Object one = Codecs.identity(ANY, new int[] {1});
    assertThat(one).isInstanceOf(EncodedKey.class).isEqualTo(Codecs.identity(ANY, new int[] {1}));
    assertThat(one)
        .isNotEqualTo(Codecs.identity(ANY, new int[] {2}))
        .hasSameHashCodeAs(Codecs.identity(ANY, new int[] {1}));
    assertThat(Codecs.identity(ANY, Collections.unmodifiableList(List.of(1))))
        .isEqualTo(Codecs.identity(ANY, new ArrayList<>(List.of(1))));
    assertThat(Codecs.identity(ANY, 1)).isNotEqualTo(Codecs.identity(ANY, 1L));
  }

  @Example
  void unsupportedClassesAreNamed() {
    for (Object bad :
        List.of(
            new Object(),
            DynamicCodecTest.class,
            List.of(new Thread()),
            new Thread[0],
            new Comparable<?>[0])) {
      assertThatThrownBy(() -> Laws.bytes(ANY, bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(".as(codec)");
    }
    assertThatThrownBy(() -> ANY.hash(new Thread())).hasMessageContaining("java.lang.Thread");
  }

  @Example
  void keysRefuseWhatHasNoCanonicalForm() {
    Codec<Object> key = Codecs.keyDynamic();
    Laws.roundTrip(key, List.of("a", 1, List.of("x", 2L), Pair.of("a", 1), new Text("t")));
    for (Object bad :
        List.of(
            Map.of(),
            Set.of(1),
            List.of(Map.of()),
            new Point(1, Set.of()),
            Optional.of(Set.of()))) {
      assertThatThrownBy(() -> Laws.bytes(key, bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("cannot be a key");
      assertThatThrownBy(() -> key.hash(bad)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Laws.read(key, Laws.bytes(ANY, bad)))
          .isInstanceOf(CorruptDataException.class);
    }
  }

  @Example
  void cyclesAndDepthBombsEnd() {
    List<Object> self = new ArrayList<>();
    self.add(self);
    assertThatThrownBy(() -> Laws.bytes(ANY, self))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nested");
    byte[] bomb = new byte[1 << 20];
    for (int i = 0; i < bomb.length; i += 2) {
      bomb[i] = 40;
      bomb[i + 1] = 2;
    }
    assertThatThrownBy(() -> Laws.read(ANY, bomb))
        .isInstanceOf(CorruptDataException.class)
        .hasMessageContaining("nested");
    byte[] dimensions = new byte[1 << 20];
    Arrays.fill(dimensions, (byte) 46);
    assertThatThrownBy(() -> Laws.read(ANY, dimensions)).isInstanceOf(CorruptDataException.class);
  }

  @Example
  void onlyRecordsAndEnumsAreEverLoaded() {
    String self = DynamicCodecTest.class.getName();
    List<String> names =
        List.of(
            "java.lang.Thread",
            "java.net.URL",
            "no.such.Class",
            "[I",
            "",
            "int",
            self,
            "dev.tandem.contract.flow.Pair",
            "dev.tandem.contract.flow.Unit",
            self + "$Size$1",
            "java.lang.Runnable",
            "x".repeat(5000));
    for (String name : names) {
      Output out = new Output(64);
      out.writeByte(45);
      Codecs.TEXT.write(name, out);
      out.writeFixed64(0);
      assertThatThrownBy(() -> ANY.read(new Input(out.toByteArray())))
          .as(name)
          .isInstanceOf(CorruptDataException.class);
    }
  }

  @Example
  void classesComeFromTheContextClassLoader() throws Exception {
    byte[] bytes = Laws.bytes(ANY, new Text("a"));
    assertThat(Laws.read(ANY, bytes)).isEqualTo(new Text("a"));
    URL classes = DynamicCodecTest.class.getProtectionDomain().getCodeSource().getLocation();
    URL main = Codecs.class.getProtectionDomain().getCodeSource().getLocation();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader other =
        new URLClassLoader(new URL[] {classes, main}, ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(other);
      assertThat(Laws.read(ANY, bytes).getClass().getClassLoader()).isSameAs(other);
      thread.setContextClassLoader(null);
      assertThat(Laws.read(ANY, bytes)).isEqualTo(new Text("a"));
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
