package dev.tandem.rdd.api;

import dev.tandem.contract.plan.Collector;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.lineage.PushedRdd;
import dev.tandem.rdd.lineage.RddNode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * An external process for each partition: Spark's PipedRDD. The task writes records to the process
 * and hands on what comes back, in turns: neither can make the other wait for ever, and neither
 * gets far ahead. A task that ends early, by a failure, a cancelled job or a reader that has
 * enough, kills its process.
 *
 * @param command the program and its arguments
 * @param env further variables
 * @param ownFolder whether each process runs in a new folder
 * @param buffer characters that are collected before they are written
 * @param encoding of both streams
 */
record Pipe(
    List<String> command, Map<String, String> env, boolean ownFolder, int buffer, String encoding)
    implements PushedRdd.Function {
  RddNode on(RddLike<?> rdd) {
    Form form = rdd.form;
    Pipe self = this;
    return rdd.context
        .lineages()
        .pushed(
            "pipe",
            List.of(new OneToOne(rdd.node)),
            rdd.node::partitions,
            (partition, parents, out) ->
                self.compute(
                    partition,
                    (dependency, into) ->
                        parents.push(
                            dependency, (key, value) -> into.emit(form.record(key, value))),
                    out),
            null,
            Lineages.RECORDS);
  }

  @Override
  public void compute(int partition, PushedRdd.Parents parents, Collector out) throws Exception {
    Charset charset = Charset.forName(encoding); // nobody would end a process that has begun before
    try (PipedProcess process = new PipedProcess(start(), charset, buffer)) {
      parents.push(0, (key, record) -> process.write(String.valueOf(record), out));
      process.end(out);
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            "Subprocess exited with status "
                + status
                + ". Command ran: "
                + String.join(" ", command)
                + process.complaints());
      }
    }
  }

  private Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(env);
    if (ownFolder) {
      Path folder =
          Path.of(ComputeContext.current().task().scratchFile("pipe-" + UUID.randomUUID()));
      builder.directory(Files.createDirectories(folder).toFile());
    }
    return builder.start();
  }
}
