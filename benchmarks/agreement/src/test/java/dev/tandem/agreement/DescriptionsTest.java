package dev.tandem.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.run.Addon;
import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Peer;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The command lists the real systems before their jars are there. What it says of them is what they
 * say of themselves.
 */
class DescriptionsTest {
  @Test
  void enginesAreDescribedInTheirOwnWords() {
    SortedMap<String, String> real = new TreeMap<>();
    for (Engine engine : Tandem.engines()) {
      if (Addon.ofEngine(engine.name()).isPresent()) {
        real.put(engine.name(), engine.describe());
      }
    }
    assertThat(Addon.engines()).containsOnlyKeys("hadoop", "spark").isEqualTo(real);
  }

  @Test
  void peersAreDescribedInTheirOwnWords() {
    SortedMap<String, String> real = new TreeMap<>();
    for (Peer peer : ServiceLoader.load(Peer.class)) {
      real.put(peer.name(), peer.describe());
    }
    assertThat(real)
        .as("every peer is found")
        .containsOnlyKeys(
            "baseline", "bytes", "duckdb", "hadoop-native", "spark-native", "streams");
    real.keySet().retainAll(Addon.peers().keySet());
    assertThat(Addon.peers()).isEqualTo(real);
  }
}
