package dev.tandem.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TandemTest {

  @ParameterizedTest
  @CsvSource({"in, in", "in, in/out", "in/deep, in", "./in, in/", "in/../in/out, in"})
  void anOutputAndAnInputMustNotLieOneInTheOther(String input, String output) {
    Job job = new Nothing();
    JobArgs args = JobArgs.of(job, List.of("elsewhere", input), Map.of());
    RunOptions options = RunOptions.defaults().withOutput(output, true);
    assertThatThrownBy(() -> Tandem.run(job, args, new NeverOpened(), options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lie one in the other");
  }

  private static final class Nothing implements Job {
    private static final long serialVersionUID = 1L;

    @Override
    public String name() {
      return "nothing";
    }

    @Override
    public void define(Pipeline p, JobArgs args) {
      throw new AssertionError("the run was not refused");
    }
  }

  private static final class NeverOpened implements Engine {
    @Override
    public String name() {
      return "never";
    }

    @Override
    public String describe() {
      return "must not be opened";
    }

    @Override
    public Session open(String job, RunOptions options) {
      throw new AssertionError("the run was not refused");
    }
  }
}
