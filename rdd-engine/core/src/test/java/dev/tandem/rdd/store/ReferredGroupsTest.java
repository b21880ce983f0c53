package dev.tandem.rdd.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cluster.Node;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.EncodedKey;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReferredGroupsTest {
  private final SpilledGroup group =
      new SpilledGroup() {
        @Override
        public boolean readable() {
          return true;
        }

        @Override
        public void copyTo(Node node) {
          throw new IllegalStateException("nobody asks for it");
        }
      };

  private final WeakReference<SpilledGroup> reference = new WeakReference<>(group);

  @Test
  void whatNothingRefersToIsForgotten() {
    WeakReference<SpilledGroup> dead = new WeakReference<>(group);
    dead.clear();
    assertThat(new SpilledGroups(List.of(dead, reference)).groups()).containsExactly(reference);
  }

  @Test
  void plainValuesReferToNone() {
    SpilledGroups met = new SpilledGroups(List.of(reference));
    Object key = EncodedKey.of(Codecs.LONG, 1L);
    Stream<Object> plain =
        Stream.of("a", 1, new Pair<>(2L, new Pair<>("b", null)), key, new int[3]);
    assertThat(met.in(plain).groups()).isEmpty();
  }

  @Test
  void anythingElseMayReferToAll() {
    SpilledGroups met = new SpilledGroups(List.of(reference));
    for (Object other :
        List.of(List.of(1), new Pair<>(1, List.of(1)), Optional.of(1), new Object[] {1})) {
      assertThat(met.in(Stream.of("a", other))).isSameAs(met);
    }
  }
}
