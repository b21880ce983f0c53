package dev.tandem.harness;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long turns took on this machine, so that the next benchmark can be foretold: seconds for each
 * run with all that belongs to it, by what ran. A guess is better than an error, so a file that is
 * no longer legible counts as missing.
 */
final class Pace {
  private final Path file;
  private final Map<String, Double> secondsPerRun;

  /**
   * @param file that remembers
   */
  Pace(Path file) {
    this.file = file;
    this.secondsPerRun = read(file);
  }

  private static Map<String, Double> read(Path file) {
    try {
      return new TreeMap<>(
          Json.MAPPER.readValue(file.toFile(), new TypeReference<Map<String, Double>>() {}));
    } catch (IOException e) {
      return new TreeMap<>();
    }
  }

  /**
   * What the name of a pace is made of.
   *
   * @param slots of all nodes
   */
  static String key(String workload, String contender, long bytes, int slots, Mode mode) {
    return workload + " " + contender + " " + bytes + " bytes " + slots + " slots " + mode;
  }

  Optional<Double> of(String key) {
    return Optional.ofNullable(secondsPerRun.get(key));
  }

  void learn(String key, double seconds) {
    secondsPerRun.put(key, seconds);
  }

  void write() throws IOException {
    Files.write(file, Json.PRETTY.writeValueAsBytes(secondsPerRun));
  }
}
