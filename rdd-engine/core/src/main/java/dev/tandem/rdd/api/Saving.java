package dev.tandem.rdd.api;

import dev.tandem.cluster.output.OutputStage;
import dev.tandem.cluster.output.PartWriter;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Unit;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.job.OutputFolder;
import dev.tandem.contract.plan.Operation;
import dev.tandem.formats.Compression;
import dev.tandem.formats.KeyValueSink;
import dev.tandem.formats.TextSink;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.Lineage;
import dev.tandem.rdd.lineage.RddNode;

/**
 * The actions that write files. Each has an output folder of its own, which appears as a whole when
 * the job has succeeded: the product's committer, where Spark leaves what Hadoop's algorithm 1 has
 * moved so far.
 */
final class Saving {
  /** Records without a key travel in key/value files with nothing as the key. */
  static final Codec<Unit> NO_KEY = Codecs.of(Unit.class);

  private Saving() {}

  static <T> void asText(RddActions<T> rdd, String path, Compression compression) {
    TextSink plain = TextSink.to(new OutputFolder(""));
    TextSink sink =
        switch (compression) {
          case NONE -> plain;
          case GZIP -> plain.gzip();
          case BZIP2 -> plain.bzip2();
          case ZSTD -> plain.zstd();
        };
    RddNode lines =
        rdd.context
            .lineages()
            .step(
                "saveAsTextFile",
                rdd.node,
                rdd.form.onRecords((record, out) -> out.emit(String.valueOf(record))),
                false,
                Lineages.RECORDS);
    write(rdd.context, "saveAsTextFile", lines, path, sink);
  }

  static <T> void asObjects(RddActions<T> rdd, String path) {
    RddNode pairs =
        rdd.context
            .lineages()
            .step(
                "saveAsObjectFile",
                rdd.node,
                rdd.form.onRecords((record, out) -> out.emit(new Pair<>(Unit.UNIT, record))),
                false,
                Lineages.RECORDS);
    KeyValueSink<Unit, Object> sink =
        KeyValueSink.to(new OutputFolder(""), NO_KEY, Codecs.dynamic());
    write(rdd.context, "saveAsObjectFile", pairs, path, sink);
  }

  /** Pairs of two classes in a binary file: what Spark's saveAsSequenceFile is for. */
  static <K, V> void asSequence(PairRdd<K, V> rdd, String path, Class<K> key, Class<V> value) {
    write(
        rdd.context,
        "saveAsSequenceFile",
        rdd.node,
        path,
        KeyValueSink.to(new OutputFolder(""), key, value));
  }

  /** Runs the job that writes, and makes what it has written visible. */
  static void write(RddContext context, String action, RddNode node, String path, Sink<?> sink) {
    try (OutputStage stage = OutputStage.open(context.runtime().cluster(), path)) {
      Operation.Write write = context.lineages().write(action, node, sink);
      stage.prepare(write);
      context.run(
          action, node, (last, partition, task) -> writePart(stage, write, last, partition, task));
      stage.commit();
    }
  }

  private static Void writePart(
      OutputStage stage, Operation.Write write, RddNode node, int partition, ComputeContext task)
      throws Exception {
    boolean shuffled = Lineage.placedByShuffle(node, partition);
    // closed behind the last record only: what a failed attempt leaves is thrown away, not finished
    PartWriter part = stage.writer(task.task(), write, shuffled, partition);
    node.push(partition, task, part);
    part.close();
    return null;
  }
}
