package dev.tandem.cli.command;

import dev.tandem.cli.docs.Lists;
import dev.tandem.cli.run.UsageError;
import dev.tandem.cli.text.Plain;
import dev.tandem.cli.text.TextTable;
import dev.tandem.datasets.Dataset;
import dev.tandem.datasets.DatasetCatalog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./tandem datasets}. */
@Command(
    name = "datasets",
    description = "List the datasets that ./tandem generate makes, or tell all about one.")
final class DatasetsCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "DATASET",
      description = "Show this one with its parameters.")
  private String name;

  @Option(names = "--markdown", description = "As a Markdown table.")
  private boolean markdown;

  @Mixin Common common;

  DatasetsCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if (name == null) {
      print(Lists.datasets(DatasetCatalog.all()));
      return 0;
    }
    Dataset dataset = find();
    context.terminal().out().println(Plain.line(dataset.name() + ": " + dataset.summary()));
    context.terminal().out().println(Plain.line("format: " + dataset.format()));
    if (!dataset.parameters().isEmpty()) {
      context.terminal().out().println();
      print(Lists.datasetParams(dataset.parameters()));
    }
    return 0;
  }

  private Dataset find() {
    try {
      return DatasetCatalog.find(name);
    } catch (IllegalArgumentException e) {
      throw new UsageError(e.getMessage(), e);
    }
  }

  private void print(TextTable table) {
    context
        .terminal()
        .out()
        .print(markdown ? table.markdown() : table.print(context.terminal().columns()));
  }
}
