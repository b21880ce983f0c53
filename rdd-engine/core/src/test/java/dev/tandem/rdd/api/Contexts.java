package dev.tandem.rdd.api;

import dev.tandem.contract.engine.RunOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** Contexts for tests: two nodes of two slots, a small budget. */
final class Contexts {
  private Contexts() {}

  static RddContext open(Path folder) {
    return open(folder, options -> options);
  }

  static RddContext open(Path folder, UnaryOperator<RunOptions> change) {
    RunOptions options =
        RunOptions.defaults()
            .withMemory(64 << 20)
            .withNodes(2, 2)
            .withScratch(folder.resolve("scratch").toString());
    return RddContext.open("test", change.apply(options));
  }

  /** The stages that ran, with the number of their tasks: {@code reduceByKey 4}. */
  static List<String> stages(RddContext context) {
    return context.report().units().stream()
        .map(unit -> unit.name().replaceFirst("stage \\d+: ", "") + " " + unit.tasks().size())
        .toList();
  }
}
