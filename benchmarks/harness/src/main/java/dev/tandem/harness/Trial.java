package dev.tandem.harness;

import dev.tandem.harness.Preparation.Prepared;
import java.util.List;

/**
 * A job with its data, on some contenders, with the same slots for all.
 *
 * @param prepared the job and its data
 * @param answer that all answers are compared with
 * @param resources what every contender may use
 * @param contenders who run
 * @param isMain whether it is what the report is about; otherwise it is a point beside it
 */
record Trial(
    Prepared prepared,
    RightAnswer answer,
    Resources resources,
    List<String> contenders,
    boolean isMain) {
  /** The name of the workload. */
  String name() {
    return prepared.workload().name();
  }

  /** Of all nodes. */
  int slots() {
    return resources.nodes() * resources.slots();
  }

  /** What paces of this trial are remembered by. */
  String key(String contender, Mode mode) {
    return Pace.key(name(), contender, prepared.bytes(), slots(), mode);
  }

  /** For people: the job, and how it differs from the main trial of the job. */
  String label() {
    return isMain ? name() : name() + " (slots: " + slots() + ", bytes: " + prepared.bytes() + ")";
  }
}
