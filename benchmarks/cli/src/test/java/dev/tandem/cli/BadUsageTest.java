package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.SplitRule;
import dev.tandem.harness.BenchOptions;
import dev.tandem.harness.Manner;
import dev.tandem.harness.Profile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is typed wrong ends with exit code 2 and one line that helps. */
class BadUsageTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          comprae                                                        | there is no command 'comprae'; did you mean 'compare'?
          wordcount                                                      | did you mean './tandem compare wordcount'?
          --memry 1g                                                     | no option '--memry'
          compare wordcont                                               | there is no job 'wordcont'; did you mean 'wordcount'?
          compare --engines fake-a                                       | compare needs two engines
          compare --engines fake-a,fake-x                                | no engine 'fake-x'; did you mean 'fake-a'?
          compare --engines fake-a,fake-b --memory 12q                   | --memory is '12q', which is no size
          compare --engines fake-a,fake-b --memory 1                     | --memory is 1, it must be at least 1 MB
          compare --html                                                 | --html
          run wordcount --engine reference                               | run needs --output DIR
          run wordcount --output $/o                                     | run needs --engine ENGINE
          run --engine reference --output $/o                            | name a job; there are:
          run wordcount --engin reference --output $/o                   | no option '--engin'; did you mean '--engine'?
          run wordcount --engine referense --output $/o                  | did you mean 'reference'?
          run wordcount --engine reference --output $/o -p tokns=a       | no parameter 'tokns'; did you mean 'tokens'?
          run wordcount --engine reference --output $/o -p tokens=x      | it must be one of
          run wordcount --engine reference --output $/o -p tokens        | -p is 'tokens', it must be key=value
          run wordcount --engine reference --output $/o -p =x            | it must be key=value
          run topwords --engine reference --output $/o -p k=many         | parameter k is 'many'
          run grep --engine reference --output $/o --input $             | needs the parameter pattern
          run wordcount --engine reference --output $/o --input $/nope   | nope' does not exist
          run wordcount --engine reference --output $                    | exists; choose another one, or --overwrite
          run wordcount --engine reference --output $/o --slots 0        | --slots is 0, it must be at least 1
          run wordcount --engine reference --output $/o --slots x        | --slots is 'x', it must be a whole number
          run wordcount --engine reference --output $/o --nodes -1       | --nodes is -1
          run wordcount --engine reference --output $/o --partitions 0   | --partitions is 0
          run wordcount --engine reference --output $/o --attempts 0     | --attempts is 0
          run wordcount --engine reference --output $/o --split-size 1x  | --split-size is '1x'
          run wordcount --engine reference --output $/o --faults $/nope  | which is no file that can be read
          run wordcount --engine reference --output $/o --scratch $/nope | which is no folder that can be written
          run wordcount --engine reference --output $/o --conf x         | --conf is 'x', it must be key=value
          run wordcount --engine reference --output $/o --job-jar $/x.jar| does not exist; build it first
          run wordcount --engine reference --output $/o more             | run does not take 'more'
          comprae --help                                                 | there is no command 'comprae'; did you mean 'compare'?
          help comprae                                                   | there is no command 'comprae'; did you mean 'compare'?
          run wordcount --engine reference --output $/o --conf quux=bar  | no engine has a switch 'quux'; ./tandem engines lists them
          run wordcount --engine mapreduce --output $/o --conf mapreduce.job.reduces=3 | use --partitions
          run wordcount --engine rdd --output $/o --conf fetch=copy      | switch fetch belongs to mapreduce: rdd has none
          bench --engines mapreduce --conf history=h                     | a benchmark runs a job many times: ./tandem run writes its history
          run wordcount --engine mapreduce --output $/o --conf history=$ | exists; remove it, or name a new file
          run wordcount --engine spork --output $/o                      | there is no engine 'spork'; did you mean 'spark'?
          run wordcount --engine quux --output $/o                       | hadoop, mapreduce, rdd, reference, spark
          run wordcount --engine rdd --input $ --output $/o              | tandem: the output $/o and the input $ lie one in the other
          compare wordcount --input $ --reprot x                         | compare has no option '--reprot'; did you mean '--report'?
          run wordcount --engine reference --output $/o --conf commiter=x| did you mean 'committer'?
          run wordcount --engine reference --output $/o --conf sync=yes  | --conf sync is 'yes', it must be one of true, false
          run wordcount --engine reference --output $/o --conf faults=x  | name a file of faults with --faults
          run wordcount --engine spark --output $/o                      | the jars of engine 'spark' are not on the class path: start it with ./tandem
          run wordcount --engine rdd --output $/o --input hdfs://h/x     | engine rdd uses local files, and cannot reach hdfs://h/x: take --engine hadoop or --engine spark
          run wordcount --engine rdd --output hdfs://h/o                 | cannot reach hdfs://h/o
          run wordcount --engine rdd --output $/o --conf spark.x=1       | no engine has a switch 'spark.x'
          bench --conf foo=bar                                           | no engine has a switch 'foo'
          run wordcount --engine reference --output $/o --split-size 0   | --split-size is '0', it must be at least 1 byte
          run wordcount --engine reference --output $/o --memory 900g    | TANDEM_HEAP
          run wordcount --engine reference --output $/o --input=         | --input is empty
          run wordcount --engine reference --output=                     | --output is empty
          run grep --engine reference --output $/o -p pattern=a(         | must be a regular expression: Unclosed group
          run join --engine reference --output $/o --input $             | takes no --input: name its inputs with -p left=FILE and -p right=FILE
          run join --engine rdd --output $/o -p left=$/x -p right=$/y    | x' does not exist
          run join --engine mapreduce --output $/o -p left=$/x -p right=$/y | x' does not exist
          run join --engine reference --output $/o -p left=$/x -p right=$/y | x' does not exist
          run join --engine rdd --output $/o -p left=$ -p right=$ -p left-key=0,1 | column
          explain join -p left=$ -p right=$ -p left-key=0,1              | column
          generate tera --size 100 --output -                            | generate cannot print
          new-job grep                                                   | is a job that ships with Tandem
          explain                                                        | name a job
          explain wordcount --engines x                                  | there is no engine 'x'
          jobs sortt                                                     | did you mean 'sort'?
          datasets terra                                                 | did you mean 'tera'?
          generate terra --size 1MB --output $/o                         | did you mean 'tera'?
          generate tera --output $/o                                     | generate needs --size SIZE
          generate tera --size 1MB                                       | generate needs --output PATH
          generate tera --size 12q --output $/o                          | size '12q' has an unknown unit
          generate tera --size 150 --output $/o                          | multiple
          generate points --size 1MB --output $/o -p dim=3               | did you mean 'dims'?
          generate tera --size 100 --output $                            | exists
          compare --engines fake-a,fake-b --html $                       | --html is
          bench --against $/nope                                         | --against is
          bench --json $                                                 | which is a folder: name a file
          run wordcount --engine reference --output $/o --report $       | --report is
          new-job                                                        | new-job needs a NAME
          new-job My_Job                                                 | cannot name a job
          new-job ../x                                                   | cannot name a job
          docs --check --file $/nope                                     | does not exist
          """)
  void isRefused(String typed, String message) throws Exception {
    String[] args =
        Stream.of(typed.split(" +"))
            .map(arg -> arg.replace("$", folder.toString()))
            .toArray(String[]::new);

    Command command = Command.run(args);

    assertThat(command.errors()).hasSize(1);
    assertThat(command.err())
        .startsWith("tandem: ")
        .contains(message.replace("$", folder.toString()));
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.out()).isEmpty();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "compare --engines fake-a,fake-b --html",
        "compare --engines fake-a,fake-b --report",
        "run wordcount --engine reference --output - --report",
        "bench --jobs wordcount --engines fake-a --json",
        "bench --jobs wordcount --engines fake-a --output"
      })
  void aReportThatCannotBeWrittenIsRefusedBeforeAnythingRuns(String typed) throws Exception {
    Path file = Files.writeString(folder.resolve("in.txt"), "a");
    List<String> args = new ArrayList<>(List.of(typed.split(" ")));
    args.add(file + "/report");
    Command command = Command.run(args.toArray(String[]::new));
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.errors()).singleElement().asString().contains("which cannot be written");
    assertThat(command.out()).isEmpty();
  }

  @Test
  void anOutputBelowAFileIsRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("in.txt"), "a");
    Command command =
        Command.run(
            "run",
            "wordcount",
            "--engine",
            "reference",
            "--input",
            file.toString(),
            "--output",
            file + "/out");
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.errors())
        .singleElement()
        .asString()
        .contains("in.txt is a file, not a folder");
  }

  @Test
  void aFaultWhereNoEnginePassesIsRefused() throws Exception {
    Path faults =
        Files.writeString(folder.resolve("faults"), "# none\n\ntask.strat * * * * throw\n");
    Command command = Command.run("compare", "--faults", faults.toString());
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.errors())
        .singleElement()
        .asString()
        .contains("faults, line 3: there is no point 'task.strat'; did you mean 'task.start'?");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          task.start * * * * trow  | faults, line 1: there is no action 'trow'
          task.start * * * throw   | faults, line 1: 'task.start * * * throw' is not a fault
          """)
  void aFaultOfAnotherFormIsRefusedInOneLineForPeople(String fault, String message)
      throws Exception {
    Path faults = Files.writeString(folder.resolve("faults"), fault);
    Command command =
        Command.run("run", "wordcount", "-e", "rdd", "-o", "-", "--faults", faults.toString());
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains(message).doesNotContain("Exception");
  }

  @Test
  void aFileThatIsTooLargeForFaultsIsRefusedUnread() throws Exception {
    Path faults = Files.write(folder.resolve("faults"), new byte[(1 << 20) + 1]);
    Command command = Command.run("compare", "--faults", faults.toString());
    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains("is no file of faults: it is larger than 1 MB");
    Command endless = Command.run("compare", "--faults", "/dev/zero");
    assertThat(endless.code()).isEqualTo(2);
    assertThat(endless.err()).contains("which is no file that can be read");
  }

  @Test
  void hostileNamesCannotReachTheTerminal() {
    Command command = Command.run("compare", "x\u001b[31m\nsecond line\u202e");
    assertThat(command.errors()).hasSize(1);
    assertThat(command.err())
        .contains("x?[31m second line?")
        .doesNotContain("\u001b")
        .doesNotContain("\u202e");
  }

  @Test
  void helpTellsTheDefaultsThatHold() {
    String bench = words(Command.run("bench", "--help").out());
    for (Profile profile : Profile.values()) {
      String forks = profile.schedule().forks() + " for [a-z, ]*" + profile.label();
      assertThat(bench).containsPattern("not for times[.] Default: [^.]*" + forks);
      String warmup = profile.schedule().warmup() + " for [a-z, ]*" + profile.label();
      assertThat(bench).containsPattern("Runs in each JVM before[^.]*[.] Default: [^.]*" + warmup);
    }
    assertThat(bench)
        .contains("Default: " + String.join(",", BenchOptions.DEFAULT_JOBS))
        .contains("Default: " + String.join(",", BenchOptions.DEFAULT_CONTENDERS))
        .contains("Default: " + Manner.TIME_LIMIT.toMinutes() + "m");
    assertThat(words(Command.run("run", "--help").out()))
        .contains("may be tried. Default: " + RunOptions.defaults().attempts())
        .contains("files are cut. Default: " + (SplitRule.DEFAULT.size() >> 20) + "m");
  }

  private static String words(String help) {
    return help.replaceAll("\\s+", " ");
  }

  @Test
  void helpAndVersionGoToOut() {
    for (String name :
        List.of(
            "compare",
            "run",
            "explain",
            "jobs",
            "engines",
            "datasets",
            "generate",
            "new-job",
            "doctor",
            "bench",
            "teravalidate",
            "history")) {
      Command help = Command.run(name, "--help");
      assertThat(help.code()).isZero();
      assertThat(help.out()).startsWith("Usage: ./tandem " + name);
      assertThat(help.out()).as("all texts are filled in").doesNotContain("${");
      assertThat(help.err()).isEmpty();
    }
    assertThat(Command.run("--help").out()).contains("compare", "doctor").doesNotContain("docs");
    assertThat(Command.run("help", "run").out())
        .startsWith("Usage: ./tandem run")
        .contains("--faults FILE", "job.commit.step", "lose-node");
    assertThat(Command.run("help").out())
        .startsWith("Usage: ./tandem [COMMAND]")
        .contains("compare");
    assertThat(Command.run("--version").out()).contains("tandem ").doesNotContain("${");
  }
}
