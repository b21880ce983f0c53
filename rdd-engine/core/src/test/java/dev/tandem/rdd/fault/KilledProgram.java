package dev.tandem.rdd.fault;

import dev.tandem.rdd.RddEngine;
import dev.tandem.testkit.fault.FaultProbe;
import dev.tandem.testkit.fault.FaultTrial;
import java.nio.file.Path;

/** A run in a process of its own, which a plan of faults ends as kill -9 does. */
final class KilledProgram {
  private KilledProgram() {}

  /**
   * @param args the folder, the plan
   */
  public static void main(String[] args) {
    new FaultTrial(new RddEngine(), Path.of(args[0]), new FaultProbe(), options -> options)
        .run(args[1], options -> options.withConf("shuffle", "files"));
  }
}
