package dev.tandem.cli.command;

import dev.tandem.cli.docs.Lists;
import dev.tandem.cli.text.TextTable;
import dev.tandem.contract.Tandem;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./tandem engines}. */
@Command(
    name = "engines",
    description =
        "List the engines, the peers that ./tandem bench times beside them, and the switches that --conf takes.")
final class EnginesCommand implements Callable<Integer> {
  private final CommandContext context;

  @Option(names = "--markdown", description = "As a Markdown table.")
  private boolean markdown;

  @Mixin Common common;

  EnginesCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    TextTable table = Lists.engines(Tandem.engines());
    print(table);
    context.terminal().out().println();
    print(Lists.peers());
    context.terminal().out().println();
    print(Lists.switches());
    return 0;
  }

  private void print(TextTable table) {
    context
        .terminal()
        .out()
        .print(markdown ? table.markdown() : table.print(context.terminal().columns()));
  }
}
