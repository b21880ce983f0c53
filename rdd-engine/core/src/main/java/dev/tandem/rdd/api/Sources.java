package dev.tandem.rdd.api;

import dev.tandem.contract.flow.CollectionSource;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Source;
import dev.tandem.formats.FixedLength;
import dev.tandem.formats.KeyValueFile;
import dev.tandem.formats.TextLines;
import dev.tandem.rdd.lineage.RddNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** The nodes that lineages begin with. */
final class Sources {
  private final Lineages lineages;

  Sources(Lineages lineages) {
    this.lineages = lineages;
  }

  RddNode list(String verb, List<?> list, int numSlices) {
    checkSlices(numSlices);
    int nothing = new ArrayList<>(list).indexOf(null);
    if (nothing >= 0) {
      throw new IllegalArgumentException(
          verb + ": value " + nothing + " of the list is null; records must not be null");
    }
    return lineages.read(
        verb, new CollectionSource<>(Codecs.dynamic(), List.copyOf(list), numSlices));
  }

  private static void checkSlices(int numSlices) {
    if (numSlices < 1) {
      throw new IllegalArgumentException(
          "the number of slices is " + numSlices + ", it must be at least 1");
    }
  }

  RddNode empty() {
    return lineages.pushed(
        "emptyRDD", List.of(), () -> 0, (partition, parents, out) -> {}, null, Lineages.RECORDS);
  }

  /** Slice i has the numbers from i * n / slices up to (i + 1) * n / slices. */
  RddNode range(long start, long end, long step, int numSlices) {
    if (step == 0) {
      throw new IllegalArgumentException("step cannot be 0");
    }
    checkSlices(numSlices);
    BigInteger way = BigInteger.valueOf(end).subtract(BigInteger.valueOf(start));
    BigInteger by = BigInteger.valueOf(step);
    BigInteger[] full = way.divideAndRemainder(by);
    boolean forward = way.signum() * by.signum() > 0;
    BigInteger count =
        forward
            ? full[0].add(full[1].signum() == 0 ? BigInteger.ZERO : BigInteger.ONE)
            : BigInteger.ZERO;
    BigInteger slices = BigInteger.valueOf(numSlices);
    return lineages.pushed(
        "range",
        List.of(),
        () -> numSlices,
        (partition, parents, out) -> {
          BigInteger i = BigInteger.valueOf(partition);
          long from = i.multiply(count).divide(slices).longValue();
          long to = i.add(BigInteger.ONE).multiply(count).divide(slices).longValue();
          for (long at = from; at != to; at++) {
            out.emit(start + at * step);
          }
        },
        null,
        Lineages.RECORDS);
  }

  RddNode textFile(String path, int minPartitions) {
    List<String> paths = paths(path);
    return lineages.read("textFile", new GoalSplits<>(TextLines.of(paths), paths, minPartitions));
  }

  RddNode wholeTextFiles(String path, int minPartitions) {
    return lineages.read("wholeTextFiles", WholeFiles.text(paths(path), minPartitions));
  }

  RddNode binaryFiles(String path, int minPartitions) {
    return lineages.read("binaryFiles", WholeFiles.binary(paths(path), minPartitions));
  }

  RddNode binaryRecords(String path, int recordLength) {
    return lineages.read("binaryRecords", FixedLength.of(paths(path), recordLength));
  }

  RddNode sequenceFile(String path, Class<?> key, Class<?> value, int minPartitions) {
    List<String> paths = paths(path);
    return lineages.read(
        "sequenceFile", new GoalSplits<>(KeyValueFile.of(paths, key, value), paths, minPartitions));
  }

  RddNode objectFile(String path, int minPartitions) {
    List<String> paths = paths(path);
    Source<?> pairs =
        new GoalSplits<>(
            KeyValueFile.of(paths, Saving.NO_KEY, Codecs.dynamic()), paths, minPartitions);
    return lineages.step(
        "objectFile",
        lineages.read("objectFile", pairs),
        (key, pair, out) -> out.emit(((Pair<?, ?>) pair).second()),
        false,
        Lineages.RECORDS);
  }

  /** Several paths are parted by commas, as in Hadoop. */
  private static List<String> paths(String path) {
    List<String> paths = List.of(path.split(","));
    if (paths.contains("")) {
      throw new IllegalArgumentException(
          "'" + path + "' holds an empty path, which would be the folder that the program runs in");
    }
    return paths;
  }
}
