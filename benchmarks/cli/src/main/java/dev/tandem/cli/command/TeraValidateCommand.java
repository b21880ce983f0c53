package dev.tandem.cli.command;

import dev.tandem.cli.text.Human;
import dev.tandem.cli.text.Plain;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.jobs.TeraValidator;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./tandem teravalidate}. */
@Command(
    name = "teravalidate",
    customSynopsis = "./tandem teravalidate DIR [--input PATH...]",
    description = {
      "Check an output of terasort as Hadoop's TeraValidate does: sorted inside each part file and from one to the next, with the sum of the rows' CRC-32.",
      "Exit code 1 if it is not sorted, or has other rows than the input."
    },
    footer = {"", "Example:", "  ./tandem teravalidate sorted --input tera.bin"})
final class TeraValidateCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(index = "0", paramLabel = "DIR", description = "The output folder.")
  private String output;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "PATH",
      arity = "1..*",
      description = "What was sorted: its checksum must be that of the output.")
  private List<String> inputs = List.of();

  @Mixin Common common;

  TeraValidateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    TeraValidator.Report report = TeraValidator.validate(LocalFileStore.INSTANCE, output);
    report.toString().lines().forEach(this::print);
    if (!report.isSorted()) {
      context.terminal().say(output + " is not sorted");
      return 1;
    }
    if (!inputs.isEmpty()) {
      String right = TeraValidator.checksum(LocalFileStore.INSTANCE, inputs);
      if (!right.equals(report.checksum())) {
        context
            .terminal()
            .say(output + " has other rows than its input, whose checksum is " + right);
        return 1;
      }
    }
    context
        .terminal()
        .say(
            Human.plural(report.rows(), "row")
                + ", sorted"
                + (inputs.isEmpty() ? "" : ", the same as in the input"));
    return 0;
  }

  private void print(String line) {
    int tab = line.indexOf('\t');
    context
        .terminal()
        .out()
        .println(line.substring(0, tab + 1) + Plain.line(line.substring(tab + 1)));
  }
}
