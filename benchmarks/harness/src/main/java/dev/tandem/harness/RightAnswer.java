package dev.tandem.harness;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.job.Answer;
import dev.tandem.formats.OutputFiles;
import dev.tandem.formats.TextBytes;
import dev.tandem.harness.Preparation.Prepared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The answer that all answers of a job are compared with: that of the hand-written program, which
 * shares no code with the engines, or of the first contender where there is none.
 *
 * @param source who gave it
 * @param folder where it is
 * @param digest its fingerprint; null if there is none
 * @param seconds it took, cold
 * @param failure why there is none; empty otherwise
 */
record RightAnswer(String source, Path folder, Digest digest, double seconds, String failure) {
  /**
   * Computes it in this JVM.
   *
   * @param name of the folder that takes it
   */
  static RightAnswer of(Prepared prepared, BenchOptions options, Path work, String name)
      throws IOException {
    Contender source = source(prepared, options);
    Path folder = work.resolve("right-" + name);
    RunOptions run =
        options
            .resources()
            .toOptions()
            .withSeed(options.seed())
            .withScratch(work.toString())
            .withOutput(folder.toString(), false);
    long start = System.nanoTime();
    try {
      source.run(prepared.job(), prepared.inputs(), prepared.params(), run);
    } catch (Exception e) {
      String reason =
          "no right answer to compare with, " + source.name() + ": " + Verdict.failed(e).message();
      return new RightAnswer(source.name(), folder, null, 0, reason);
    }
    double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
    Digest digest = digest(folder, prepared.job().answer());
    return new RightAnswer(source.name(), folder, digest, seconds, "");
  }

  private static Contender source(Prepared prepared, BenchOptions options) {
    Contender baseline = Contenders.of(Contenders.BASELINE);
    return baseline.has(prepared.job().name(), prepared.params())
        ? baseline
        : Contenders.of(options.contenders().get(0));
  }

  private static Digest digest(Path folder, Answer answer) throws IOException {
    long records = 0;
    long sum = 0;
    try (OutputFiles output = open(folder.toString(), answer)) {
      while (output.next()) {
        TextBytes record = output.line();
        sum += Digest.hash(record.array(), record.offset(), record.length());
        records++;
      }
    }
    return new Digest(records, sum);
  }

  private static OutputFiles open(String folder, Answer answer) throws IOException {
    return answer.isBinary()
        ? OutputFiles.openBinary(LocalFileStore.INSTANCE, folder, answer.recordLength())
        : OutputFiles.open(LocalFileStore.INSTANCE, folder);
  }

  boolean isKnown() {
    return digest != null;
  }
}
