package dev.tandem.rdd.api;

import dev.tandem.contract.plan.Collector;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.lineage.PushedRdd;
import dev.tandem.rdd.lineage.RddNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * An external process for each partition: Spark's PipedRDD. The task writes records to the process;
 * a thread of its own reads what comes back, and the task hands that on between two records. What
 * the process writes faster than it is taken waits in memory.
 *
 * @param command the program and its arguments
 * @param env further variables
 * @param ownFolder whether each process runs in a new folder
 * @param buffer bytes that are collected before they are written
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
    Process process = start();
    Charset charset = Charset.forName(encoding);
    Lines lines =
        new Lines(new BufferedReader(new InputStreamReader(process.getInputStream(), charset)));
    List<String> errors = new ArrayList<>();
    Thread complaints = drain(process, charset, errors);
    try {
      Writer in =
          new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), charset), buffer);
      feed(parents, in, lines, out);
      lines.join(out);
      complaints.join();
      int status = process.waitFor();
      if (status != 0) {
        throw new IllegalStateException(
            "Subprocess exited with status "
                + status
                + ". Command ran: "
                + String.join(" ", command)
                + (errors.isEmpty() ? "" : "; it said: " + errors.get(0)));
      }
    } finally {
      process.destroy();
    }
  }

  private Process start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(env);
    if (ownFolder) {
      Path folder = Path.of(ComputeContext.current().task().scratchFile("pipe"));
      builder.directory(Files.createDirectories(folder).toFile());
    }
    return builder.start();
  }

  /** A process that ends before it has read everything is judged by its status. */
  private static void feed(PushedRdd.Parents parents, Writer in, Lines lines, Collector out)
      throws IOException {
    boolean[] deaf = new boolean[1];
    parents.push(
        0,
        (key, record) -> {
          if (!deaf[0]) {
            try {
              in.write(TextForms.of(record));
              in.write('\n');
            } catch (IOException e) {
              deaf[0] = true;
            }
          }
          lines.handOn(out);
        });
    try {
      in.close();
    } catch (IOException e) {
      deaf[0] = true;
    }
  }

  private static Thread drain(Process process, Charset charset, List<String> errors) {
    Thread thread =
        new Thread(
            () -> {
              try (BufferedReader err =
                  new BufferedReader(new InputStreamReader(process.getErrorStream(), charset))) {
                for (String line = err.readLine(); line != null; line = err.readLine()) {
                  if (errors.isEmpty()) {
                    errors.add(line);
                  }
                }
              } catch (IOException e) {
                // the process is gone
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** What the process writes. */
  private static final class Lines implements Runnable {
    private final BufferedReader reader;
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this);
    private volatile IOException failure;

    Lines(BufferedReader reader) {
      this.reader = reader;
      thread.setDaemon(true);
      thread.start();
    }

    @Override
    public void run() {
      try (reader) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          waiting.add(line);
        }
      } catch (IOException e) {
        failure = e;
      }
    }

    void handOn(Collector out) {
      for (String line = waiting.poll(); line != null; line = waiting.poll()) {
        out.emit(line);
      }
    }

    void join(Collector out) throws InterruptedException {
      thread.join();
      handOn(out);
      if (failure != null) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
