package dev.tandem.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which sources a folder holds, as far as git knows. */
final class GitState {
  private GitState() {}

  /**
   * This suite: its version from the build, its commit from the folder that it was started in.
   *
   * @param home that folder, or null if there is none
   */
  static Suite suite(Path home) {
    if (home == null || !Files.exists(home.resolve(".git"))) {
      return new Suite(Versions.suite(), Suite.UNKNOWN, Suite.UNKNOWN);
    }
    String tree =
        git(home, "status", "--porcelain", "--untracked-files=no")
            .map(changes -> changes.isEmpty() ? "clean" : "dirty")
            .orElse(Suite.UNKNOWN);
    return new Suite(Versions.suite(), git(home, "rev-parse", "HEAD").orElse(Suite.UNKNOWN), tree);
  }

  /** What git prints, or empty if there is no git or it fails. */
  private static Optional<String> git(Path home, String... words) {
    List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
    command.addAll(List.of(words));
    try {
      Process git =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      git.getOutputStream().close();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return git.waitFor() == 0 ? Optional.of(said.strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
