package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir Path folder;

  private String path(String name) {
    return folder.resolve(name).toString();
  }

  private Command wordCount() throws IOException {
    Files.writeString(folder.resolve("words"), "b a b\n");
    return Command.run(
        "run",
        "wordcount",
        "-e",
        "mapreduce",
        "-i",
        path("words"),
        "-o",
        path("out"),
        "--overwrite",
        "--conf",
        "history=" + path("history"));
  }

  @Test
  void tellsTasksCountersAndWhatTookLong() throws IOException {
    assertThat(wordCount().code()).isZero();
    Command command = Command.run("history", path("history"));
    assertThat(command.err()).isEmpty();
    assertThat(command.code()).isZero();
    assertThat(command.out())
        .startsWith("wordcount on mapreduce: SUCCEEDED")
        .containsPattern("job_\\d+_0001: counts")
        .contains("Status: FINISHED", "Task summary", "Analysis")
        .containsPattern("(?m)^map +1 +1 +0 +0$")
        .containsPattern("best performing map task task_\\d+_0001_m_000000: ")
        .contains("Average time taken by shuffle tasks: ", "Worst performing reduce tasks:")
        .containsPattern("(?m)^  m_000000_0 +=+ +[0-9.]+ m?s$")
        .containsPattern("(?m)^  r_000000_0 +=+ +[0-9.]+ m?s$")
        .contains("Spills: 2 records written for 3 of map output, 0.67 times each\n")
        .contains("\tFile System Counters\n", "\t\tMap input records=1\n");
  }

  @Test
  void aFileThatIsNoHistoryIsRefusedWithoutTheWordsOfTheParser() throws IOException {
    for (String first : new String[] {"{\"type\": [", "Dear diary", "{\"type\": {}}"}) {
      Files.writeString(folder.resolve("other"), first);
      Command command = Command.run("history", path("other"));
      assertThat(command.code()).isEqualTo(1);
      assertThat(command.errors())
          .singleElement()
          .asString()
          .contains("other, line 1: not a line of a job history")
          .endsWith("name a history, or copy it again");
    }
  }

  @Test
  void tellsItToPrograms() throws IOException {
    assertThat(wordCount().code()).isZero();
    JsonNode json =
        new ObjectMapper().readTree(Command.run("history", path("history"), "--json").out());
    assertThat(json.at("/status").asText()).isEqualTo("SUCCEEDED");
    assertThat(json.at("/jobs/0/kinds/0/successful").asInt()).isEqualTo(1);
    assertThat(json.at("/jobs/0/phases/0/phase").asText()).isEqualTo("map");
    assertThat(
            json.at("/jobs/0/counters")
                .get("org.apache.hadoop.mapreduce.TaskCounter")
                .get("MAP_INPUT_RECORDS")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void tellsOfAJobThatHadoopRan() throws IOException {
    Files.writeString(
        folder.resolve("job.jhist"),
        ("Avro-Json\n{}\n"
                + "{'type':'JOB_SUBMITTED','event':{'JobSubmitted':{'jobid':'job_1_0001',"
                + "'jobName':'count','submitTime':1000}}}\n\n"
                + "{'type':'MAP_ATTEMPT_STARTED','event':{'TaskAttemptStarted':{'attemptId':"
                + "'attempt_1_0001_m_000000_0','startTime':2000,'trackerName':'host:1'}}}\n\n"
                + "{'type':'MAP_ATTEMPT_KILLED','event':{'TaskAttemptUnsuccessfulCompletion':{"
                + "'attemptId':'attempt_1_0001_m_000000_0','finishTime':4000,'hostname':'host'}}}\n\n"
                + "{'type':'JOB_KILLED','event':{'JobUnsuccessfulCompletion':{'finishTime':5000}}}\n")
            .replace('\'', '"'));
    Command command = Command.run("history", path("job.jhist"));
    assertThat(command.err()).isEmpty();
    assertThat(command.out())
        .startsWith("count on hadoop: CANCELLED")
        .contains("job_1_0001: count", "Status: KILLED", "(4.00 s)")
        .containsPattern("(?m)^  m_000000_0   +-+ +2[.]00 s$")
        .doesNotContain("Spills");
    assertThat(command.out().lines()).allMatch(line -> line.length() <= 120);
  }

  @Test
  void aFileThatExistsIsRefusedBeforeTheRun() throws IOException {
    assertThat(wordCount().code()).isZero();
    Files.delete(folder.resolve("out/_SUCCESS"));
    Command again = wordCount();
    assertThat(again.code()).isEqualTo(2);
    assertThat(again.err()).contains("history exists; remove it, or name a new file");
    assertThat(folder.resolve("out/_SUCCESS")).doesNotExist();
  }

  @Test
  void otherFilesAreNamed() throws IOException {
    Files.writeString(folder.resolve("other"), "no history\n");
    Command other = Command.run("history", path("other"));
    assertThat(other.code()).isNotZero();
    assertThat(other.err()).contains("other, line 1");
    assertThat(Command.run("history", path("none")).err()).contains("none");
  }
}
