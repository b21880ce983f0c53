package dev.tandem.rdd.fault;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.testkit.fault.FaultCase;
import java.util.List;

/** Records are handed over in files, which can be damaged and lost. */
class FilesFaultsTest extends RddFaults {
  @Override
  protected RunOptions change(RunOptions options) {
    return super.change(options).withConf("shuffle", "files");
  }

  @Override
  protected List<FaultCase> cases() {
    List<FaultCase> cases = super.cases();
    cases.add(FaultCase.failing("B1 shuffle", "shuffle.write \"stage 1*\" 2 0 1 io-error"));
    cases.add(
        FaultCase.losing("A7 gone", "task.commit \"stage 1*\" 1 0 1 delete-output").recomputed(1));
    cases.add(
        FaultCase.losing("B4 corrupt", "task.commit \"stage 1*\" 1 0 1 corrupt").recomputed(1));
    return cases;
  }
}
