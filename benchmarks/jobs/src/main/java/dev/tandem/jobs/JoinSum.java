package dev.tandem.jobs;

import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.CoGroupFn;
import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.job.Answer;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextSink;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Group TAB sum: the numbers of a left table by the group that a right table gives to their key.
 * Left rows whose number is no plain decimal number count for nothing, not even for a group of
 * their own.
 */
public final class JoinSum implements Job {
  private static final JoinSide LEFT = new JoinSide("left", "the left column that is added up");
  private static final JoinSide RIGHT = new JoinSide("right", "the right column that is the group");

  @Override
  public String name() {
    return "join-sum";
  }

  @Override
  public String describe() {
    return "adds up a column of one table by a group that another table knows";
  }

  @Override
  public List<Param<?>> params() {
    List<Param<?>> all = JoinSide.params(LEFT, RIGHT);
    all.addAll(List.of(Strategy.NULL_KEYS, Strategy.STRATEGY));
    return all;
  }

  @Override
  public Answer answer() {
    return Answer.numeric();
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    RowKey key = JoinSide.key(args, LEFT, RIGHT);
    LEFT.checkOneOut(args);
    RIGHT.checkOneOut(args);
    boolean nullsMatch = Strategy.nullsMatch(args);
    KeyedBag<String, Double> numbers = numbers(LEFT.read(p, args), key, nullsMatch);
    KeyedBag<String, String> groups = groups(RIGHT.read(p, args), key, nullsMatch);
    KeyedBag<String, Double> matches =
        Strategy.of(args) == Strategy.SHUFFLE
            ? shuffled(numbers, groups)
            : broadcast(numbers, BroadcastTable.of(p, groups));
    matches
        .named("matches")
        .groupByKey()
        .aggregate(Aggregators.sumDouble())
        .named("sums")
        .map(sum -> Cells.escape(sum.first()) + "\t" + Double.toString(sum.second()))
        .named("lines")
        .write(TextSink.to(args.output()));
  }

  /** The left numbers by key. */
  private static KeyedBag<String, Double> numbers(
      Bag<List<String>> rows, RowKey rowKey, boolean nullsMatch) {
    return rows.mapToPair(
            Codecs.TEXT,
            Codecs.DOUBLE,
            (row, out) -> {
              String key = rowKey.of(row);
              double number = Decimals.doubleOrNaN(row.get(rowKey.width()));
              if (!Double.isNaN(number) && (nullsMatch || !rowKey.hasNull(key))) {
                out.emit(key, number);
              }
            })
        .named("numbers by key");
  }

  /** The right groups by key. */
  private static KeyedBag<String, String> groups(
      Bag<List<String>> rows, RowKey rowKey, boolean nullsMatch) {
    return rows.mapToPair(
            Codecs.TEXT,
            Codecs.TEXT,
            (row, out) -> {
              String key = rowKey.of(row);
              if (nullsMatch || !rowKey.hasNull(key)) {
                out.emit(key, row.get(rowKey.width()));
              }
            })
        .named("groups by key");
  }

  private static KeyedBag<String, Double> shuffled(
      KeyedBag<String, Double> numbers, KeyedBag<String, String> groups) {
    return numbers
        .cogroup(groups, Share.class, new SumOfKey())
        .named("sums by key")
        .mapToPair(
            Codecs.TEXT, Codecs.DOUBLE, (share, out) -> out.emit(share.group(), share.sum()));
  }

  /**
   * What one key adds to a group.
   *
   * @param group the group
   * @param sum the sum of the numbers of the key
   */
  record Share(String group, double sum) {}

  /** Adds up the numbers of a key, once for all groups that the key has. */
  private record SumOfKey() implements CoGroupFn<String, Double, String, Share> {
    @Override
    public void apply(
        String key, Iterator<Double> numbers, Iterator<String> groups, Emitter<Share> out) {
      if (!numbers.hasNext()) {
        return;
      }
      double sum = 0;
      while (numbers.hasNext()) {
        sum += numbers.next();
      }
      while (groups.hasNext()) {
        out.emit(new Share(groups.next(), sum));
      }
    }
  }

  private static KeyedBag<String, Double> broadcast(
      KeyedBag<String, Double> numbers, BroadcastTable<String> groups) {
    Broadcast<Map<String, List<String>>> table = groups.rows();
    return numbers.mapToPair(
        Codecs.TEXT,
        Codecs.DOUBLE,
        (row, out) -> {
          List<String> ofKey = table.value().get(row.first());
          for (int i = 0; ofKey != null && i < ofKey.size(); i++) {
            out.emit(ofKey.get(i), row.second());
          }
        });
  }
}
