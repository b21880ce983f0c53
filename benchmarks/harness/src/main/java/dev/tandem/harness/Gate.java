package dev.tandem.harness;

import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.Answer;
import dev.tandem.formats.answer.AnswerCheck;
import dev.tandem.formats.answer.Difference;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Compares answers, as they lie on disk, with the right one. What a contender says of its own
 * answer does not count.
 */
final class Gate {
  private final AnswerCheck check;
  private final Path right;

  /**
   * @param answer how answers of the job compare
   * @param right the folder with the right answer
   */
  Gate(Answer answer, Path right) {
    this.check = AnswerCheck.of(answer);
    this.right = right;
  }

  /** Judges an output folder. One that cannot be read is no answer. */
  Verdict judge(Path output) {
    try {
      return check
          .compare(LocalFileStore.INSTANCE, right.toString(), output.toString())
          .map(Gate::wrong)
          .orElse(Verdict.RIGHT);
    } catch (IOException e) {
      return Verdict.wrong("no readable answer: " + e.getMessage());
    }
  }

  private static Verdict wrong(Difference difference) {
    String where = difference.folder().isEmpty() ? "" : difference.folder() + ": ";
    return Verdict.wrong(
        where
            + difference.place()
            + " should have "
            + difference.left()
            + ", but has "
            + difference.right());
  }
}
