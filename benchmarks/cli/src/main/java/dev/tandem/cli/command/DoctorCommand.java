package dev.tandem.cli.command;

import dev.tandem.cli.project.Checkup;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./tandem doctor}. */
@Command(
    name = "doctor",
    description = "Check what Tandem needs from this machine, with a remedy for each problem.")
final class DoctorCommand implements Callable<Integer> {
  private final CommandContext context;
  @Mixin Common common;

  DoctorCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    List<Checkup.Finding> findings = Checkup.run();
    findings.forEach(finding -> context.terminal().out().println(finding));
    boolean fine = findings.stream().allMatch(Checkup.Finding::fine);
    context.terminal().out().println(fine ? "all is well" : "there are problems");
    return fine ? 0 : 1;
  }
}
