package dev.tandem.agreement.fidelity;

import dev.tandem.contract.flow.Pair;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import scala.Tuple2;

/** Programs that show what no job can ask for: of Rdds, and the same ones of Spark's RDDs. */
final class ProgramLooks {
  private static final List<Integer> TEN = IntStream.range(0, 10).boxed().toList();

  private ProgramLooks() {}

  static String sortingOneKey(Subject subject) throws IOException {
    return subject.own(
        sc ->
            sc.parallelize(TEN, 2)
                    .mapToPair(n -> new Pair<>(7, n))
                    .sortByKey(true, 4)
                    .getNumPartitions()
                + " partitions");
  }

  static String zipWithIndex(Subject subject) throws IOException {
    return Seen.show(subject.ownStagesOf(sc -> sc.parallelize(TEN, 4).zipWithIndex().collect()));
  }

  static String nativeZipWithIndex(Subject subject) {
    return Seen.show(
        subject.stagesOf(() -> subject.spark().parallelize(TEN, 4).zipWithIndex().collect()));
  }

  static String repartition(Subject subject) throws IOException {
    return Seen.show(subject.ownStagesOf(sc -> sc.parallelize(TEN, 4).coalesce(2).collect()))
        + "; "
        + Seen.show(subject.ownStagesOf(sc -> sc.parallelize(TEN, 4).repartition(2).collect()));
  }

  static String nativeRepartition(Subject subject) {
    return Seen.show(
            subject.stagesOf(() -> subject.spark().parallelize(TEN, 4).coalesce(2).collect()))
        + "; "
        + Seen.show(
            subject.stagesOf(() -> subject.spark().parallelize(TEN, 4).repartition(2).collect()));
  }

  static String fold(Subject subject) throws IOException {
    return subject.own(sc -> String.valueOf(sc.parallelize(TEN, 4).fold(100, Integer::sum)));
  }

  static String nativeFold(Subject subject) {
    return String.valueOf(subject.spark().parallelize(TEN, 4).fold(100, Integer::sum));
  }

  static String lineage(Subject subject) throws IOException {
    return subject.own(
        sc ->
            plain(
                sc.parallelize(TEN, 4)
                    .mapToPair(n -> new Pair<>(n % 2, n))
                    .reduceByKey(Integer::sum, 3)
                    .values()
                    .toDebugString()));
  }

  static String nativeLineage(Subject subject) {
    return plain(
        subject
            .spark()
            .parallelize(TEN, 4)
            .mapToPair(n -> new Tuple2<>(n % 2, n))
            .reduceByKey(Integer::sum, 3)
            .values()
            .toDebugString());
  }

  /** In one line, without numbers of RDDs and places in this file. */
  private static String plain(String lineage) {
    return lineage
        .replaceAll("\\[\\d+\\] at", " at")
        .replaceAll(" at \\S+:\\d+", "")
        .lines()
        .collect(Collectors.joining(" / "));
  }

  static String checkpoint(Subject subject) throws IOException {
    String folder = subject.path("checkpoints").toString();
    return Seen.show(
        subject.ownStagesOf(
            sc -> {
              sc.setCheckpointDir(folder);
              var numbers = sc.parallelize(TEN, 4);
              numbers.checkpoint();
              numbers.first();
            }));
  }

  static String nativeCheckpoint(Subject subject) {
    subject.spark().setCheckpointDir(subject.path("checkpoints").toString());
    return Seen.show(
        subject.stagesOf(
            () -> {
              var numbers = subject.spark().parallelize(TEN, 4);
              numbers.checkpoint();
              numbers.first();
            }));
  }
}
