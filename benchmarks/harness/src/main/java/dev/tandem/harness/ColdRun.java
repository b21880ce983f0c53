package dev.tandem.harness;

import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes a turn in a process of its own that runs the job once: its time is that of the process,
 * from its start to its end, without what {@link ColdMain} spent on its books.
 */
final class ColdRun implements TurnTaker {
  @Override
  public Round run(RunSpec spec, Path file, Path output) throws IOException {
    Files.deleteIfExists(Path.of(spec.log()));
    Files.deleteIfExists(ColdMain.books(spec));
    spec.write(file);
    if (spec.coldCache()) {
      PageCache.drop(spec.files());
    }
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command(spec, file))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int code = end(process);
    long nanos = System.nanoTime() - start;
    try {
      return judge(spec, code, nanos, output);
    } finally {
      LocalFileStore.INSTANCE.delete(spec.output().toString());
    }
  }

  private static List<String> command(RunSpec spec, Path file) {
    List<String> own = ManagementFactory.getRuntimeMXBean().getInputArguments();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ForkJvm.arguments(own, spec.resources().heap()));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ColdMain.class.getName(), file.toString()));
    return command;
  }

  private static int end(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while a run was waited for");
    }
  }

  private static Round judge(RunSpec spec, int code, long nanos, Path output) throws IOException {
    List<RunRecord> runs = RunRecord.readAll(Path.of(spec.log()));
    for (RunRecord run : runs) {
      if (run.verdict().status() != Status.RIGHT) {
        return Round.without(run.verdict());
      }
    }
    if (runs.size() != 1 || code != 0) {
      return Round.without(
          new Verdict(Status.FAILED, "the process ended with code " + code + "; see " + output));
    }
    Verdict verdict = new Gate(spec.toJob().answer(), Path.of(spec.right())).judge(spec.output());
    if (verdict.status() != Status.RIGHT) {
      return Round.without(verdict);
    }
    long books =
        Long.parseLong(Files.readString(ColdMain.books(spec), StandardCharsets.US_ASCII).strip());
    double millis = (nanos - books) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    return new Round(Verdict.RIGHT, new double[] {millis}, runs, List.of());
  }
}
