package dev.tandem.cli.compare;

import dev.tandem.cli.text.Human;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.Answer;
import dev.tandem.formats.answer.AnswerCheck;
import dev.tandem.formats.answer.Difference;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Checks that all engines gave the same answer. */
public final class AnswerGate {
  private AnswerGate() {}

  /**
   * Compares the output of each run with that of the first.
   *
   * @param answer how answers of the job compare
   * @param runs at least two
   * @param outputs the committed output of each run
   * @throws IOException if an output cannot be read
   */
  public static Verdict check(Answer answer, List<RunReport> runs, List<Path> outputs)
      throws IOException {
    for (int i = 1; i < runs.size(); i++) {
      Optional<Difference> difference =
          AnswerCheck.of(answer)
              .compare(
                  LocalFileStore.INSTANCE, outputs.get(0).toString(), outputs.get(i).toString());
      if (difference.isPresent()) {
        return new Verdict(false, describe(difference.get(), runs.get(0), runs.get(i)));
      }
    }
    return new Verdict(true, agreement(answer, runs));
  }

  private static String describe(Difference difference, RunReport left, RunReport right) {
    String where = difference.folder().isEmpty() ? "" : difference.folder() + ": ";
    return where
        + difference.place()
        + ": "
        + left.engine()
        + " has "
        + difference.left()
        + ", "
        + right.engine()
        + " has "
        + difference.right();
  }

  private static String agreement(Answer answer, List<RunReport> runs) {
    RunReport first = runs.get(0);
    String order = answer.isOrdered() ? ", in the same order" : "";
    String records = Human.plural(first.digest().records(), "record") + order;
    boolean equal = runs.stream().allMatch(run -> run.digest().equals(first.digest()));
    return equal
        ? records + ", digest " + first.digest()
        : records + ", numbers equal within a relative tolerance of " + answer.tolerance();
  }
}
