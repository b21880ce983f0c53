package dev.tandem.cli.command;

import dev.tandem.cli.run.Interrupts;
import dev.tandem.cli.run.JobRun;
import dev.tandem.cli.run.UsageError;
import dev.tandem.cli.text.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * What every command is given.
 *
 * @param terminal where it writes
 * @param interrupts signals that it hears
 */
public record CommandContext(Terminal terminal, Interrupts interrupts) {
  JobRun.Watch watch(Common common) {
    return new JobRun.Watch(terminal, interrupts, common.verbose());
  }

  /**
   * Refuses a file that could not be written once all has run. Its folder is made if it is missing;
   * a file that was not there is not there afterwards.
   *
   * @param option that names it
   * @param file null is none
   */
  static void refuseUnwritable(String option, Path file) {
    if (file == null) {
      return;
    }
    if (Files.isDirectory(file)) {
      throw new UsageError(option + " is '" + file + "', which is a folder: name a file");
    }
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      return; // a pipe or a device: to look at it would be to use it
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      boolean before = Files.exists(file);
      Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
      if (!before) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UsageError(option + " is '" + file + "', which cannot be written", e);
    }
  }

  /** Refuses an output that is there already, before anything runs. */
  static void refuseExisting(Path output, boolean overwrite) {
    if (output.toString().isBlank()) {
      throw new UsageError("--output is empty: name a folder");
    }
    for (Path above = output.toAbsolutePath().getParent();
        above != null;
        above = above.getParent()) {
      if (Files.exists(above) && !Files.isDirectory(above)) {
        throw new UsageError(
            "output " + output + " cannot be made: " + above + " is a file, not a folder");
      }
    }
    if (!overwrite && Files.exists(output)) {
      throw new UsageError(
          "output " + output + " exists; choose another one, or --overwrite to replace it");
    }
  }
}
