package dev.tandem.harness;

/**
 * Which program measured.
 *
 * @param version of this suite, or "unknown"
 * @param commit of its sources in git, or "unknown"
 * @param tree {@code clean}, {@code dirty} where sources differ from the commit, or "unknown"
 */
public record Suite(String version, String commit, String tree) {
  /** What stands where nothing could be found out. */
  public static final String UNKNOWN = "unknown";
}
