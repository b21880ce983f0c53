package dev.tandem.mapreduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.tandem.contract.io.InputException;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.mapreduce.explain.history.HistoryEvent;
import dev.tandem.mapreduce.explain.history.HistorySummary;
import dev.tandem.mapreduce.explain.history.JobHistory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Histories that Hadoop has written. The sample is that of a job on a real cluster of Hadoop 3.5,
 * one of whose map tasks was killed from outside; names of users and paths were changed.
 */
class HadoopHistoryTest {
  private static final String SUBMITTED =
      "{\"type\":\"JOB_SUBMITTED\",\"event\":{\"a\":"
          + "{\"jobid\":\"j\",\"jobName\":\"n\",\"submitTime\":1}}}\n";

  @TempDir Path folder;
  private String sample;

  @BeforeEach
  void open() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("visits.jhist")) {
      sample = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private JobHistory read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("job.jhist"), text);
    return JobHistory.read(LocalFileStore.INSTANCE, file.toString());
  }

  @Test
  void eventsHaveTheSameTypesAndCounters() throws IOException {
    JobHistory history = read(sample);
    assertThat(history.events().get(0))
        .extracting(HistoryEvent::name, HistoryEvent::engine, HistoryEvent::status)
        .containsExactly("visits, round 1", "hadoop", "SUCCEEDED");
    assertThat(history.events())
        .extracting(HistoryEvent::type)
        .containsExactly(
            "HISTORY",
            "JOB_SUBMITTED",
            "JOB_INITED",
            "TASK_STARTED",
            "TASK_STARTED",
            "TASK_STARTED",
            "TASK_STARTED",
            "MAP_ATTEMPT_STARTED",
            "MAP_ATTEMPT_STARTED",
            "MAP_ATTEMPT_FINISHED",
            "TASK_FINISHED",
            "MAP_ATTEMPT_FAILED",
            "REDUCE_ATTEMPT_STARTED",
            "REDUCE_ATTEMPT_STARTED",
            "MAP_ATTEMPT_STARTED",
            "MAP_ATTEMPT_FINISHED",
            "TASK_FINISHED",
            "REDUCE_ATTEMPT_FINISHED",
            "TASK_FINISHED",
            "REDUCE_ATTEMPT_FINISHED",
            "TASK_FINISHED",
            "JOB_FINISHED");
    HistoryEvent inited = history.of("JOB_INITED").get(0);
    assertThat(inited.maps()).isEqualTo(2);
    assertThat(inited.reduces()).isEqualTo(2);
    assertThat(history.of("MAP_ATTEMPT_FAILED"))
        .extracting(HistoryEvent::id, HistoryEvent::node, HistoryEvent::millis)
        .containsExactly(tuple("attempt_1795394218521_0001_m_000000_0", 0, 1795394249223L));
    assertThat(history.of("REDUCE_ATTEMPT_FINISHED"))
        .extracting(HistoryEvent::shuffledMillis, HistoryEvent::sortedMillis)
        .contains(tuple(1795394257184L, 1795394257208L));
    assertThat(history.of("JOB_FINISHED").get(0).byName())
        .containsEntry("MAP_INPUT_RECORDS", 1000L)
        .containsEntry("NUM_FAILED_MAPS", 1L)
        .containsEntry("TOTAL_LAUNCHED_MAPS", 3L);
  }

  @Test
  void theSummaryIsThatOfAnyOtherHistory() throws IOException {
    HistorySummary summary = HistorySummary.of(read(sample));
    HistorySummary.Job job = summary.jobs().get(0);
    assertThat(job.id()).isEqualTo("job_1795394218521_0001");
    assertThat(job.status()).isEqualTo("FINISHED");
    assertThat(job.endedMillis() - job.submittedMillis()).isEqualTo(30_824);
    assertThat(job.kinds())
        .containsExactly(
            new HistorySummary.Kind("map", 2, 2, 1, 0),
            new HistorySummary.Kind("reduce", 2, 2, 0, 0));
    assertThat(job.phases())
        .extracting(HistorySummary.Phase::phase)
        .containsExactly("map", "shuffle", "merge", "reduce");
    assertThat(job.attempts())
        .extracting(HistorySummary.Attempt::startedMillis, HistorySummary.Attempt::outcome)
        .containsExactly(
            tuple(15_413L, "FAILED"),
            tuple(15_464L, "FINISHED"),
            tuple(23_642L, "FINISHED"),
            tuple(23_643L, "FINISHED"),
            tuple(23_669L, "FINISHED"));
    assertThat(job.attempts().get(0))
        .isEqualTo(
            new HistorySummary.Attempt(
                "attempt_1795394218521_0001_m_000000_0", 15_413, 21_541, "FAILED"));
    assertThat(job.phases().get(0).best())
        .isEqualTo(new HistorySummary.TaskTime("task_1795394218521_0001_m_000000", 5_627, 29_296));
  }

  /** As {@code JobUnsuccessfulCompletionEvent} ends a job. */
  @ParameterizedTest
  @CsvSource({
    "JOB_FAILED, FAILED, FAILED",
    "JOB_ERROR, FAILED, FAILED",
    "JOB_KILLED, CANCELLED, KILLED"
  })
  void jobsThatDidNotSucceed(String type, String run, String job) throws IOException {
    String end =
        "{\"type\":\""
            + type
            + "\",\"event\":{\"JobUnsuccessfulCompletion\":"
            + "{\"jobid\":\"job_1795394218521_0001\",\"finishTime\":1795394258506,"
            + "\"jobStatus\":\"X\",\"diagnostics\":{\"string\":\"why\"}}}}\n";
    HistorySummary summary = HistorySummary.of(read(before("JOB_FINISHED") + end));
    assertThat(summary.status()).isEqualTo(run);
    assertThat(summary.jobs()).extracting(HistorySummary.Job::status).containsExactly(job);
  }

  private String before(String type) {
    return sample.substring(0, sample.indexOf("{\"type\":\"" + type + "\",\"event\""));
  }

  @Test
  void aJobThatHasNotEndedIsRunning() throws IOException {
    HistorySummary summary = HistorySummary.of(read(before("JOB_FINISHED")));
    assertThat(summary.status()).isEqualTo("RUNNING");
    assertThat(summary.jobs()).isEmpty();
  }

  @Test
  void theBinaryFormatIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> read("Avro-Binary\n{}\n\u0000\u0001"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("job.jhist, line 1: a history of Hadoop's in the format Avro-Binary")
        .hasMessageContaining("mapreduce.jobhistory.jhist.format=json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "{} behind",
        "{}{}",
        "[]",
        "{\"type\":\"JOB_SUBMITTED\"}",
        "{\"type\":\"JOB_SUBMITTED\",\"event\":{}}",
        "{\"type\":\"JOB_SUBMITTED\",\"event\":{\"a\":{\"jobid\":7}}}",
        "{\"type\":\"JOB_FINISHED\",\"event\":{\"a\":{\"finishTime\":\"1\"}}}",
        "{\"type\":\"TASK_STARTED\",\"event\":{\"a\":{\"taskid\":\"t\",\"startTime\":1e30}}}",
        "{\"type\":\"TASK_STARTED\",\"event\":{\"a\":{\"taskid\":\"t\",\"startTime\":1.5}}}"
      })
  void damagedFilesAreRefused(String line) {
    assertThatThrownBy(() -> read("Avro-Json\n{}\n" + SUBMITTED + line + "\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("job.jhist, line 4: ");
  }

  @Test
  void aHistoryBeginsWithAJob() {
    String finished = "{\"type\":\"JOB_FINISHED\",\"event\":{\"a\":{\"finishTime\":1}}}";
    for (String line : List.of("", finished)) {
      assertThatThrownBy(() -> read("Avro-Json\n{}\n" + line + "\n"))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("job.jhist, line ");
    }
  }

  /** Whatever the length at which a copy was cut: an error, or a job that seems to go on. */
  @Test
  void everyCutIsAnErrorOrAJobWithoutAnEnd() throws IOException {
    int end = before("JOB_FINISHED").length();
    for (int length = 1; length < end; length += 97) {
      String cut = sample.substring(0, length);
      try {
        assertThat(HistorySummary.of(read(cut)).status()).isEqualTo("RUNNING");
      } catch (InputException e) {
        assertThat(e.getMessage()).contains("job.jhist, line ");
      }
    }
  }

  @Test
  void linesAndNestingHaveBounds() {
    String nested = "[".repeat(100_000);
    String line = "x".repeat(9 << 20);
    for (String text :
        List.of(nested, "Avro-Json\n{}\n" + nested, line, "Avro-Json\n{}\n" + line)) {
      assertThatThrownBy(() -> read(text))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("job.jhist, line ");
    }
  }
}
