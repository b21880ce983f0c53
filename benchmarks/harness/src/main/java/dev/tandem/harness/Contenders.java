package dev.tandem.harness;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.job.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The contenders by name: all engines of the class path, and all peers. */
public final class Contenders {
  /** The name of the single-thread programs. */
  static final String BASELINE = "baseline";

  /** The engine that is slow on purpose: it takes part only where it is named. */
  private static final String REFERENCE = "reference";

  /** Those whose jars are not always there. */
  private static final List<String> ELSEWHERE =
      List.of("spark", "spark-native", "hadoop", "hadoop-native", "duckdb");

  private Contenders() {}

  /**
   * The names of all that are on the class path, engines first; without the reference engine, which
   * was written to be obvious and not to be fast.
   */
  public static List<String> all() {
    return known().keySet().stream().filter(name -> !name.equals(REFERENCE)).toList();
  }

  /**
   * The contender of this name.
   *
   * @throws IllegalArgumentException for an unknown one; suggests the nearest, or says that its
   *     jars are missing
   */
  static Contender of(String name) {
    Map<String, Contender> known = known();
    Contender contender = known.get(name);
    if (contender != null) {
      return contender;
    }
    if (ELSEWHERE.contains(name)) {
      throw new IllegalArgumentException(
          "the jars of '" + name + "' are not on the class path: start it with ./tandem");
    }
    List<String> names = new ArrayList<>(known.keySet());
    names.addAll(ELSEWHERE);
    throw new IllegalArgumentException(
        "there is no engine '" + name + "'" + Names.didYouMean(name, names));
  }

  private static Map<String, Contender> known() {
    Map<String, Contender> known = new LinkedHashMap<>();
    for (Engine engine : Tandem.engines()) {
      known.put(engine.name(), new EngineContender(engine));
    }
    for (Peer peer : ServiceLoader.load(Peer.class, Contenders.class.getClassLoader())) {
      known.putIfAbsent(peer.name(), new PeerContender(peer));
    }
    return known;
  }
}
