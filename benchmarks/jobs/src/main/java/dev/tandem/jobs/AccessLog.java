package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.PairEmitter;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.formats.TextLines;
import dev.tandem.formats.TextSink;

/**
 * Section and key TAB value of a log in Apache's combined format: {@code lines:total}, {@code
 * lines:malformed}, {@code bytes:total}, and requests by {@code status:}, {@code method:}, {@code
 * hour:} of the day, {@code path:} without its query, and {@code 404:} the paths that were not
 * found. Lines that are malformed (see {@link LogLine}) count in the first two only.
 */
public final class AccessLog implements Job {
  private static final String NOT_FOUND = "404";

  @Override
  public String name() {
    return "access-log";
  }

  @Override
  public String describe() {
    return "sums up the log of a web server";
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    p.read(TextLines.of(args.inputs()))
        .named("requests")
        .mapToPair(Codecs.TEXT, Codecs.LONG, (line, out) -> count(LogLine.parse(line), out))
        .named("counts")
        .groupByKey()
        .aggregate(Aggregators.sumLong())
        .named("totals")
        .write(TextSink.to(args.output()));
  }

  /**
   * Counts a line.
   *
   * @param line null if it is malformed
   */
  private static void count(LogLine line, PairEmitter<String, Long> out) throws Exception {
    out.emit("lines:total", 1L);
    out.emit("lines:malformed", line == null ? 1L : 0L);
    out.emit("bytes:total", line == null ? 0L : line.bytes());
    if (line != null) {
      out.emit("status:" + line.status(), 1L);
      out.emit("method:" + line.method(), 1L);
      out.emit("hour:" + line.hour(), 1L);
      out.emit("path:" + line.path(), 1L);
      if (line.status().equals(NOT_FOUND)) {
        out.emit("404:" + line.path(), 1L);
      }
    }
  }
}
