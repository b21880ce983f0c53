package dev.tandem.mapreduce.fault;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.mapreduce.MapReduceEngine;
import dev.tandem.testkit.fault.FaultCase;
import dev.tandem.testkit.fault.FaultMatrix;
import java.util.List;

/**
 * Twin of the RDD engine's rows of the same matrix: here what is lost are files of map tasks. One
 * slot, so that the number of attempts is exact: with more, a second reduce task may have met the
 * same loss already.
 */
abstract class MapReduceFaults extends FaultMatrix {
  @Override
  protected Engine engine() {
    return new MapReduceEngine();
  }

  @Override
  protected RunOptions change(RunOptions options) {
    return options.withNodes(1, 1);
  }

  @Override
  protected List<FaultCase> cases() {
    return List.of(
        FaultCase.failing("A1 start", "task.start \"round 1 map*\" 1 0 1 throw"),
        FaultCase.failing("A1 map", "map.record \"round 1 map*\" 1 0 50 throw"),
        FaultCase.failing("A1 reduce", "reduce.record \"round 1 reduce*\" 1 0 3 throw"),
        FaultCase.failing(
                "A2 thrice",
                "map.record \"round 1 map*\" 1 0 50 throw\n"
                    + "map.record \"round 1 map*\" 1 1 50 throw\n"
                    + "map.record \"round 1 map*\" 1 2 50 throw\n")
            .failed(3),
        FaultCase.failing("A14 map", "map.record \"round 1 map*\" 0 0 1 oom"),
        FaultCase.failing("A14 reduce", "reduce.record \"round 1 reduce*\" 0 0 1 oom"),
        FaultCase.failing("A15 close", "writer.close \"round 1 reduce*\" 2 0 1 io-error"),
        FaultCase.failing("A15 commit", "task.commit \"round 1 reduce*\" 2 0 1 io-error"),
        FaultCase.failing("B1 spill", "map.spill.write \"round 1 map*\" 2 0 1 io-error"),
        FaultCase.failing("B2 merge", "merge.read \"round 1 reduce*\" 1 0 1 io-error"),
        FaultCase.failing("A7 fetch", "shuffle.fetch \"round 1 reduce*\" 1 0 1 io-error"),
        FaultCase.losing("A7 gone", "task.commit \"round 1 map*\" 1 0 1 delete-output")
            .recomputed(1),
        FaultCase.losing("B4 corrupt", "task.commit \"round 1 map*\" 1 0 1 corrupt").recomputed(1));
  }
}
