package dev.tandem.rdd;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.flow.FlowPipeline;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A run that a test drives step by step: three partitions, two slots, a small budget. */
final class Runs implements AutoCloseable {
  final RddSession session;
  final FlowPipeline pipeline;

  Runs(Path folder, UnaryOperator<RunOptions> change) {
    RunOptions options =
        change.apply(
            RunOptions.defaults()
                .withMemory(32 << 20)
                .withNodes(1, 2)
                .withPartitions(3)
                .withScratch(folder.resolve("scratch").toString()));
    session = RddSession.open("test", options);
    pipeline = new FlowPipeline(session, options);
  }

  RunReport report() {
    return session.report();
  }

  long get(Measure measure) {
    return report().get(measure);
  }

  /** The names of the stages that ran, with the number of their tasks: {@code collect 3}. */
  List<String> stages() {
    return report().units().stream()
        .map(unit -> unit.name().replaceFirst("stage \\d+: ", "") + " " + unit.tasks().size())
        .collect(Collectors.toList());
  }

  @Override
  public void close() {
    session.close();
  }
}
