package dev.tandem.harness;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.LocalFileStore;
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
  /** Computes it in this JVM. */
  static RightAnswer of(Prepared prepared, BenchOptions options, Path work) throws IOException {
    Contender baseline = Contenders.of(Contenders.BASELINE);
    String source =
        baseline.has(prepared.job()) ? Contenders.BASELINE : options.contenders().get(0);
    Path folder = work.resolve("right-" + prepared.job().name());
    RunOptions run =
        options
            .resources()
            .toOptions()
            .withSeed(options.seed())
            .withScratch(work.toString())
            .withOutput(folder.toString(), false);
    long start = System.nanoTime();
    try {
      Contenders.of(source).run(prepared.job(), prepared.inputs(), prepared.params(), run);
    } catch (Exception e) {
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      return new RightAnswer(
          source, folder, null, 0, "no right answer to compare with, " + source + ": " + reason);
    }
    double seconds = (double) (System.nanoTime() - start) / TimeUnit.SECONDS.toNanos(1);
    return new RightAnswer(source, folder, digest(folder), seconds, "");
  }

  private static Digest digest(Path folder) throws IOException {
    long records = 0;
    long sum = 0;
    try (OutputFiles lines = OutputFiles.open(LocalFileStore.INSTANCE, folder.toString())) {
      while (lines.next()) {
        TextBytes line = lines.line();
        sum += Digest.hash(line.array(), line.offset(), line.length());
        records++;
      }
    }
    return new Digest(records, sum);
  }

  boolean isKnown() {
    return digest != null;
  }
}
