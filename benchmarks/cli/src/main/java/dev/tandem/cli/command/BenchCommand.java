package dev.tandem.cli.command;

import dev.tandem.cli.run.UsageError;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.spi.ToolProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code ./tandem bench}: hands everything to the harness, which registers a JDK {@link ToolProvider} named {@value #TOOL}. */
@Command(name = "bench", description = "Time jobs with JMH: warm-up, forks, answers checked before times are printed. See ./tandem bench --help.")
final class BenchCommand implements Callable<Integer> {
  static final String TOOL = "tandem-bench";

  private final CommandContext context;

  @Unmatched private List<String> arguments = new ArrayList<>();

  BenchCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    ToolProvider harness =
        ToolProvider.findFirst(TOOL).orElseThrow(() -> new UsageError("the benchmark harness is not on the class path"));
    return harness.run(context.terminal().out(), context.terminal().err(), arguments.toArray(String[]::new));
  }
}
