package dev.tandem.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * The JVM options of a fork: those of this JVM, so that collector and encodings are the launcher's.
 */
final class ForkJvm {
  private static final List<String> AGENTS = List.of("-javaagent:", "-agentlib:", "-agentpath:");

  private ForkJvm() {}

  /**
   * @param own the options of this JVM; agents are left out, they would be timed too
   * @param heap in bytes, both initial and greatest, so that no time goes into growing; 0 for that
   *     of this JVM
   */
  static List<String> arguments(List<String> own, long heap) {
    List<String> arguments = new ArrayList<>(own);
    arguments.removeIf(argument -> AGENTS.stream().anyMatch(argument::startsWith));
    if (heap > 0) {
      arguments.removeIf(argument -> argument.startsWith("-Xms") || argument.startsWith("-Xmx"));
      arguments.add("-Xms" + heap);
      arguments.add("-Xmx" + heap);
    }
    return List.copyOf(arguments);
  }
}
