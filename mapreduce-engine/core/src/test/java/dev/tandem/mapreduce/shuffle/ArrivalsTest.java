package dev.tandem.mapreduce.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.plan.TaskStopped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reduce task is given while map tasks end one after the other. */
class ArrivalsTest {
  @TempDir Path folder;
  private TaskContext task;

  /** Map tasks that end in an order of the test's own, one whenever nothing new is there. */
  private record Ending(List<Run> inOrder, List<Run> ended) implements MapRuns {
    Ending(List<Run> inOrder) {
      this(inOrder, new ArrayList<>());
    }

    @Override
    public int count() {
      return inOrder.size();
    }

    @Override
    public List<Run> all() {
      return inOrder;
    }

    @Override
    public Run next(BitSet seen) {
      for (Run run : ended) {
        if (!seen.get(run.origin())) {
          seen.set(run.origin());
          return run;
        }
      }
      if (ended.size() < inOrder.size()) {
        ended.add(inOrder.get(ended.size()));
      }
      return null;
    }
  }

  @BeforeEach
  void open() throws IOException {
    task = new SortedRuns(folder).task(RunOptions.defaults());
  }

  private Run output(int origin, int records) throws IOException {
    Run run = new SortedRuns(folder).write(origin, records);
    IndexFile.write(LocalFileStore.INSTANCE, run);
    return run;
  }

  private static Run empty(int origin) {
    return new Run(null, List.of(Run.EMPTY), origin);
  }

  @Test
  void segmentsComeInTheOrderInWhichTheirMapTasksEndAndEmptyOnesDoNot() throws Exception {
    Run first = output(3, 4);
    Run second = output(0, 2);
    Arrivals arrivals =
        new Arrivals(task, new Ending(List.of(first, empty(2), second, empty(1))), 0);
    assertThat(arrivals.count()).isEqualTo(4);
    assertThat(arrivals.take()).isEqualTo(first);
    assertThat(arrivals.take()).isEqualTo(second);
    assertThat(arrivals.take()).isNull();
    assertThat(arrivals.taken()).extracting(Run::origin).containsExactly(3, 2, 0, 1);
  }

  /** The run may lie about its segments: a map output that was made again is read as it is. */
  @Test
  void whereASegmentStandsIsReadFromTheIndex() throws Exception {
    Run there = output(0, 5);
    Run said = new Run(there.path(), List.of(new Segment(1, 2, 3, 4, 5)), 0);
    Arrivals arrivals = new Arrivals(task, new Ending(List.of(said)), 0);
    assertThat(arrivals.take()).isEqualTo(there);
  }

  @Test
  void anIndexThatIsGoneIsTheLossOfItsMapOutput() throws Exception {
    Run there = output(6, 5);
    Files.delete(Path.of(there.path() + ".index"));
    Arrivals arrivals = new Arrivals(task, new Ending(List.of(there)), 0);
    assertThatThrownBy(arrivals::take)
        .isInstanceOfSatisfying(RunLost.class, lost -> assertThat(lost.origin()).isEqualTo(6));
  }

  @Test
  void onceItIsClosedOrTheTaskIsStoppedNothingIsHandedOut() throws Exception {
    Arrivals closed = new Arrivals(task, new Ending(List.of(output(0, 5))), 0);
    closed.close();
    assertThat(closed.take()).isNull();
    Arrivals arrivals = new Arrivals(task, new Ending(List.of(output(1, 5))), 0);
    task.stop();
    assertThatThrownBy(arrivals::take).isInstanceOf(TaskStopped.class);
  }
}
