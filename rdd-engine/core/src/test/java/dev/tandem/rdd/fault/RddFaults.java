package dev.tandem.rdd.fault;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.rdd.RddEngine;
import dev.tandem.testkit.fault.FaultCase;
import dev.tandem.testkit.fault.FaultMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Twin of the MapReduce engine's rows of the same matrix: there what is lost are files of map
 * tasks, and a task that cannot read one has failed when it has been told so often enough; here no
 * attempt is blamed for what another one has lost. One slot, so that the number of attempts is
 * exact.
 */
abstract class RddFaults extends FaultMatrix {
  @Override
  protected Engine engine() {
    return new RddEngine();
  }

  @Override
  protected RunOptions change(RunOptions options) {
    return options.withNodes(1, 1);
  }

  @Override
  protected List<FaultCase> cases() {
    return new ArrayList<>(
        List.of(
            FaultCase.failing("A1 start", "task.start \"stage 1*\" 1 0 1 throw"),
            FaultCase.failing("A1 map", "map.record \"stage 1*\" 1 0 50 throw"),
            FaultCase.failing("A1 reduce", "reduce.record \"stage 2*\" 1 0 3 throw"),
            FaultCase.failing(
                    "A2 thrice",
                    "map.record \"stage 1*\" 1 0 50 throw\n"
                        + "map.record \"stage 1*\" 1 1 50 throw\n"
                        + "map.record \"stage 1*\" 1 2 50 throw\n")
                .failed(3),
            FaultCase.failing("A14 map", "map.record \"stage 1*\" 0 0 1 oom"),
            FaultCase.failing("A14 reduce", "reduce.record \"stage 2*\" 0 0 1 oom"),
            FaultCase.failing("A15 close", "writer.close \"stage 2*\" 2 0 1 io-error"),
            FaultCase.failing("A15 commit", "task.commit \"stage 2*\" 2 0 1 io-error"),
            FaultCase.losing("A7 fetch", "shuffle.fetch \"stage 2*\" 1 0 1 io-error").recomputed(1),
            FaultCase.losing(
                    "A9 twice",
                    "shuffle.fetch \"stage 2*\" 1 0 1 io-error\n"
                        + "shuffle.fetch \"stage 2*\" 1 1 2 io-error\n")
                .attempts(2)
                .recomputed(2)));
  }
}
