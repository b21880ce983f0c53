package dev.tandem.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Answer;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobTesterTest {
  /** Counts words, in capitals if wanted. */
  private static class Words implements Job {
    private static final long serialVersionUID = 1L;
    static final Param<Boolean> CAPITALS =
        Param.flag("capitals", false, "whether words are turned to capitals");

    @Override
    public String name() {
      return "words";
    }

    @Override
    public List<Param<?>> params() {
      return List.of(CAPITALS);
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      boolean capitals = args.get(CAPITALS);
      Bag<String> words =
          p.read(TextLines.of(args.inputs()))
              .flatMap(
                  String.class,
                  (line, out) -> {
                    for (String word : line.split(" ")) {
                      out.emit(capitals ? word.toUpperCase(java.util.Locale.ROOT) : word);
                    }
                  });
      words.groupBy(word -> word).aggregate(Aggregators.count()).write(TextSink.to(args.output()));
      words.filter(word -> word.length() > 3).write(TextSink.to(args.output("long")));
    }
  }

  /** Sorts lines and divides numbers. */
  private static final class Halves implements Job {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "halves";
    }

    @Override
    public Answer answer() {
      return Answer.numeric().ordered();
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      p.read(TextLines.of(args.inputs()))
          .map(Double::valueOf)
          .sort(Orders.doubles())
          .map(x -> "half\t" + x / 3 * 1.5)
          .write(TextSink.to(args.output()));
    }
  }

  @Test
  void acceptsTheRightAnswerOnEveryEngine() {
    JobTester.of(new Words()).input("a b", "a").expect("a\t2", "b\t1");
    JobTester.of(new Words()).input("a b", "a").on("reference").expect("b\t1", "a\t2");
  }

  @Test
  void namesWhatIsMissingAndWhatIsTooMuch() {
    assertThatThrownBy(
            () -> JobTester.of(new Words()).input("a b a").on("reference").expect("a\t1", "b\t1"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("job words")
        .hasMessageContaining("reference: missing ['a\t1']; unexpected ['a\t2']");
  }

  @Test
  void duplicatesCount() {
    assertThatThrownBy(() -> JobTester.of(new Words()).input("a").expect("a\t1", "a\t1"))
        .hasMessageContaining("missing ['a\t1']");
  }

  @Test
  void passesParametersAndSeveralFiles() {
    JobTester.of(new Words())
        .inputFile("x/one.txt", "a b")
        .inputFile("two.txt", "B")
        .param("capitals", true)
        .expect("A\t1", "B\t2");
  }

  @Test
  void looksIntoOtherOutputs() {
    JobTester.of(new Words())
        .input("long words are kept")
        .expectIn("long", "long", "words", "kept");
  }

  @Test
  void comparesNumbersAsTheJobSays() {
    JobTester.of(new Halves()).input("4", "3").expect("half\t1.5000000000001", "half\t2");
    assertThatThrownBy(
            () -> JobTester.of(new Halves()).input("4", "3").expect("half\t1.50001", "half\t2"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void checksTheOrderWhereThereIsOne() {
    assertThatThrownBy(
            () -> JobTester.of(new Halves()).input("4", "3").expect("half\t2.0", "half\t1.5"))
        .hasMessageContaining("line 1 is 'half\t1.5' and should be 'half\t2.0'");
    JobTester.of(new Halves())
        .input("9", "-9", "0")
        .expectOrdered("half\t-4.5", "half\t0.0", "half\t4.5");
  }

  @Test
  void expectsErrors() {
    JobTester.of(new Halves()).input("three").expectError("halves", "three", "input-1.txt");
    JobTester.of(new Words())
        .input("a")
        .param("capital", true)
        .expectError("did you mean 'capitals'");
    assertThatThrownBy(() -> JobTester.of(new Words()).input("a").expectError("b"))
        .hasMessageContaining("the job succeeded");
    assertThatThrownBy(() -> JobTester.of(new Halves()).input("x").expectError("other"))
        .hasMessageContaining("does not say 'other'");
  }

  @Test
  void checksReports() {
    JobTester.of(new Words())
        .input("a b", "c")
        .options(options -> options.withPartitions(5))
        .report(report -> assertThat(report.get(Measure.INPUT_RECORDS)).isPositive())
        .report(report -> assertThat(report.outputs().get(0).files()).isEqualTo(5))
        .expect("a\t1", "b\t1", "c\t1");
  }

  @Test
  void anEngineThatDoesNotExistIsNamed() {
    assertThatThrownBy(() -> JobTester.of(new Words()).on("referense"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("did you mean 'reference'");
  }

  @Test
  void leavesNothingBehind() throws IOException {
    Path temp = Path.of(System.getProperty("java.io.tmpdir"));
    JobTester.of(new Words())
        .input("a")
        .report(
            report -> {
              assertThat(Path.of(report.outputs().get(0).path())).startsWith(temp);
              LEFT.set(report.outputs().get(0).path());
            })
        .expect("a\t1");
    assertThat(Files.exists(Path.of(LEFT.get()))).isFalse();
  }

  private static final java.util.concurrent.atomic.AtomicReference<String> LEFT =
      new java.util.concurrent.atomic.AtomicReference<>();
}
