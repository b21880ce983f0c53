package dev.tandem.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * The JVM options of a fork: those of this JVM, so that collector and encodings are the launcher's.
 */
final class ForkJvm {
  /**
   * Agents would be timed too. A file of prepared classes has those of the engines, not those of
   * the peers: who starts with it has less to do than they.
   */
  private static final List<String> LEFT_OUT =
      List.of("-javaagent:", "-agentlib:", "-agentpath:", "-XX:SharedArchiveFile=");

  private ForkJvm() {}

  /**
   * @param own the options of this JVM
   * @param heap in bytes, both initial and greatest, so that no time goes into growing; 0 for that
   *     of this JVM
   */
  static List<String> arguments(List<String> own, long heap) {
    List<String> arguments = new ArrayList<>(own);
    arguments.removeIf(argument -> LEFT_OUT.stream().anyMatch(argument::startsWith));
    if (heap > 0) {
      arguments.removeIf(argument -> argument.startsWith("-Xms") || argument.startsWith("-Xmx"));
      arguments.add("-Xms" + heap);
      arguments.add("-Xmx" + heap);
    }
    return List.copyOf(arguments);
  }
}
