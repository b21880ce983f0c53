package dev.tandem.harness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that runs a job once and ends. It says how long it was busy with its own books, so that
 * this can be taken off its time.
 */
public final class ColdMain {
  private ColdMain() {}

  /**
   * @param args the file with the {@link RunSpec}
   */
  public static void main(String[] args) throws IOException {
    long start = System.nanoTime();
    RunSpec spec = RunSpec.read(Path.of(args[0]));
    long read = System.nanoTime();
    RunRecord record = run(spec);
    long ran = System.nanoTime();
    record.appendTo(Path.of(spec.log()));
    long books = read - start + System.nanoTime() - ran;
    Files.writeString(books(spec), Long.toString(books), StandardCharsets.US_ASCII);
    System.exit(record.verdict().status() == Status.RIGHT ? 0 : 1); // whatever threads are left
  }

  /** The file that takes the nanoseconds of bookkeeping. */
  static Path books(RunSpec spec) {
    return Path.of(spec.log() + ".books");
  }

  /** The verdict is right as far as this process knows; who started it looks at the answer. */
  private static RunRecord run(RunSpec spec) {
    Meter meter = new Meter();
    try {
      Contender.Told told =
          Contenders.of(spec.contender())
              .run(spec.toJob(), spec.inputs(), spec.params(), spec.toOptions());
      return new RunRecord(Verdict.RIGHT, meter.end(), told.ledger(), told.phases());
    } catch (Throwable e) {
      return RunRecord.without(Verdict.failed(e));
    }
  }
}
