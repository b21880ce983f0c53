package dev.tandem.cli.command;

import dev.tandem.cli.run.Interrupts;
import dev.tandem.cli.run.JobRun;
import dev.tandem.cli.run.UsageError;
import dev.tandem.cli.text.Terminal;
import java.nio.file.Files;
import java.nio.file.Path;

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
