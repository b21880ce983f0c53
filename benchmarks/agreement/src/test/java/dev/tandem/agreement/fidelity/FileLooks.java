package dev.tandem.agreement.fidelity;

import dev.tandem.contract.flow.Orders;
import dev.tandem.formats.TextLines;
import dev.tandem.testkit.probe.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.lib.partition.HashPartitioner;

/** Jobs whose files are looked at: names, which key lies where, what order there is. */
final class FileLooks {
  /** Texts whose hashes are positive, and two whose hashes are negative, one as far as can be. */
  static final List<String> TEXTS =
      List.of("a", "b", "c", "d", "zymurgy", "hypoplankton", "polygenelubricants");

  static final List<Long> LONGS = List.of(0L, 7L, -1L, -4L, (1L << 32) + 5, -(1L << 40));
  static final List<Integer> INTEGERS = List.of(0, 7, -1, -2, Integer.MAX_VALUE, Integer.MIN_VALUE);

  private FileLooks() {}

  /** Which partition each key is in: {@code 0: a d | 1: b | 2: c}. */
  static <K> String placed(List<K> keys, ToIntFunction<? super K> partition) {
    SortedMap<Integer, List<String>> parts = new TreeMap<>();
    IntStream.range(0, Subject.PARTITIONS).forEach(i -> parts.put(i, new ArrayList<>()));
    keys.forEach(key -> parts.get(partition.applyAsInt(key)).add(key.toString()));
    parts.values().forEach(part -> part.sort(null));
    return Seen.show(parts);
  }

  private static <K> String placedByKey(Subject subject, List<K> keys, Class<K> type)
      throws IOException {
    return subject
        .run(
            p ->
                p.of(keys)
                    .mapToPair(type, Integer.class, (key, out) -> out.emit(key, 1))
                    .reduceByKey(Integer::sum)
                    .keys()
                    .write(Subject.sink()))
        .contents();
  }

  static String texts(Subject subject) throws IOException {
    return placedByKey(subject, TEXTS, String.class);
  }

  static String longs(Subject subject) throws IOException {
    return placedByKey(subject, LONGS, Long.class);
  }

  static String integers(Subject subject) throws IOException {
    return placedByKey(subject, INTEGERS, Integer.class);
  }

  static String writablesOfTexts() {
    HashPartitioner<Text, Object> hash = new HashPartitioner<>();
    return placed(TEXTS, text -> hash.getPartition(new Text(text), null, Subject.PARTITIONS));
  }

  /** Two texts whose order is not the same in UTF-8 and in UTF-16, and two others. */
  static String sortedTexts(Subject subject) throws IOException {
    return subject
        .run(
            p ->
                p.of(List.of("\uD83D\uDE00", "b", "\uFF5E", "B"))
                    .sort(Orders.text())
                    .write(Subject.sink()),
            options -> options.withPartitions(1))
        .parts();
  }

  static String sortedNumbers(Subject subject) throws IOException {
    return subject
        .run(
            p ->
                p.read(Numbers.of(2, 6)).map(n -> 5 - n).sort(Orders.longs()).write(Subject.sink()))
        .parts();
  }

  static String groupedNumbers(Subject subject) throws IOException {
    return subject
        .run(
            p ->
                p.read(Numbers.of(2, 6))
                    .keyBy(n -> 5 - n)
                    .groupByKey()
                    .flatMap(Long.class, (key, values, out) -> out.emit(key))
                    .write(Subject.sink()))
        .parts();
  }

  static String unsorted(Subject subject) throws IOException {
    return subject.run(p -> p.of(List.of(9, 1, 8, 2, 7, 3)).write(Subject.sink())).parts();
  }

  static String namesOfShuffled(Subject subject) throws IOException {
    return subject
        .run(
            p ->
                p.of(List.of("a"))
                    .mapToPair(String.class, Integer.class, (key, out) -> out.emit(key, 1))
                    .reduceByKey(Integer::sum)
                    .write(Subject.sink()))
        .files();
  }

  static String namesOfUnshuffled(Subject subject) throws IOException {
    return subject.run(p -> p.of(List.of("a", "b")).write(Subject.sink())).files();
  }

  static String namesOfNoSplits(Subject subject) throws IOException {
    Path empty = Files.createDirectories(subject.path("empty"));
    return subject
        .run(p -> p.read(TextLines.of(List.of(empty.toString()))).write(Subject.sink()))
        .files();
  }

  static String namesOfNothing(Subject subject) throws IOException {
    Path empty = Files.createDirectories(subject.path("empty"));
    return subject
        .run(
            p ->
                p.read(TextLines.of(List.of(empty.toString())))
                    .mapToPair(String.class, Integer.class, (key, out) -> out.emit(key, 1))
                    .reduceByKey(Integer::sum)
                    .write(Subject.sink()))
        .files();
  }
}
