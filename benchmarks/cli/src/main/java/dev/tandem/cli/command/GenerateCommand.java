package dev.tandem.cli.command;

import dev.tandem.cli.run.Pairs;
import dev.tandem.cli.run.Stopped;
import dev.tandem.cli.run.UsageError;
import dev.tandem.cli.text.Human;
import dev.tandem.cli.text.Plain;
import dev.tandem.datasets.DatasetCatalog;
import dev.tandem.datasets.Datasets;
import dev.tandem.datasets.GenerateRequest;
import dev.tandem.datasets.generate.DataSize;
import dev.tandem.datasets.store.Manifest;
import dev.tandem.datasets.store.ProgressListener;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./tandem generate}. */
@Command(
    name = "generate",
    customSynopsis =
        "./tandem generate DATASET --size SIZE [--seed N] [-p KEY=VALUE]... --output PATH [OPTIONS]",
    description = "Generate a dataset: the same request gives the same bytes on every machine.",
    footer = {
      "",
      "Examples:",
      "  ./tandem generate zipf-text --size 256MB --seed 7 --output text.txt",
      "  ./tandem generate web-graph --size 1000000rows -p degree=8 --files 4 --output graph"
    })
final class GenerateCommand implements Callable<Integer> {
  private final CommandContext context;

  @Parameters(
      index = "0",
      paramLabel = "DATASET",
      description = "The dataset; ./tandem datasets lists them.")
  private String name;

  @Option(
      names = {"-s", "--size"},
      paramLabel = "SIZE",
      required = true,
      description = "Exact: 256MB (powers of ten), 256MiB (powers of two) or 10000rows.")
  private String size;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "PATH",
      required = true,
      description = "The file to make; a folder with --files above 1.")
  private Path output;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Another seed, other data. Default: ${DEFAULT-VALUE}.")
  private long seed = GenerateRequest.DEFAULT_SEED;

  @Option(
      names = "--files",
      paramLabel = "N",
      description = "In how many files. Default: ${DEFAULT-VALUE}.")
  private int files = 1;

  @Option(
      names = {"-p", "--param"},
      paramLabel = "KEY=VALUE",
      description = "A parameter of the dataset; may be repeated.")
  private List<String> params = new ArrayList<>();

  @Option(names = "--overwrite", description = "Replace the output if it exists.")
  private boolean overwrite;

  @Mixin Common common;

  GenerateCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException {
    context.interrupts().noteOnly();
    GenerateRequest request = request();
    if (output.toString().equals("-")) {
      throw new UsageError(
          "generate cannot print, as it notes size and digest beside the file: name a file with --output");
    }
    CommandContext.refuseExisting(output, overwrite);
    try (ProgressBar bar = context.terminal().interactive() ? bar(request.size()) : null) {
      ProgressListener listener =
          written -> {
            context.interrupts().check();
            if (bar != null) {
              bar.stepTo(written);
            }
          };
      print(Datasets.generate(request, output, listener));
      return 0;
    } catch (FileAlreadyExistsException e) {
      throw new UsageError(
          "output " + output + " exists; choose another one, or --overwrite to replace it", e);
    } catch (Stopped e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UsageError(e.getMessage(), e);
    }
  }

  private GenerateRequest request() {
    try {
      DatasetCatalog.find(name);
      return new GenerateRequest(
          name, DataSize.parse(size), seed, files, Pairs.parse("-p", params), overwrite);
    } catch (IllegalArgumentException e) {
      throw new UsageError(e.getMessage(), e);
    }
  }

  private ProgressBar bar(DataSize wanted) {
    return new ProgressBarBuilder()
        .setTaskName(name)
        .setUnit(" MB", 1_000_000)
        .setInitialMax(wanted.isRows() ? -1 : wanted.amount())
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(100)
        .clearDisplayOnFinish()
        .setConsumer(
            new ConsoleProgressBarConsumer(
                context.terminal().err(), Math.min(120, context.terminal().columns() - 1)))
        .build();
  }

  private void print(Manifest manifest) {
    context
        .terminal()
        .out()
        .println(
            Plain.line(
                output
                    + ": "
                    + Human.exact(manifest.bytes())
                    + " bytes, "
                    + Human.plural(manifest.records(), "record")
                    + ", seed "
                    + manifest.seed()
                    + ", sha256 "
                    + manifest.sha256()));
    context
        .terminal()
        .out()
        .println("manifest: " + Manifest.pathFor(output.toAbsolutePath(), files > 1));
  }
}
