package dev.tandem.rdd.api;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import java.nio.file.Path;
import java.util.List;

/** Contexts for tests: two nodes of two slots, a small budget. */
final class Contexts {
  private Contexts() {}

  static RddContext open(Path folder) {
    return open(folder, 64 << 20);
  }

  static RddContext open(Path folder, long memory) {
    return RddContext.open(
        "test",
        RunOptions.defaults()
            .withMemory(memory)
            .withNodes(2, 2)
            .withScratch(folder.resolve("scratch").toString()));
  }

  /** The stages that ran, with the number of their tasks: {@code reduceByKey 4}. */
  static List<String> stages(RddContext context) {
    return context
        .runtime()
        .cluster()
        .log()
        .toReport(RunReport.Status.SUCCEEDED, null)
        .units()
        .stream()
        .map(unit -> unit.name().replaceFirst("stage \\d+: ", "") + " " + unit.tasks().size())
        .toList();
  }
}
