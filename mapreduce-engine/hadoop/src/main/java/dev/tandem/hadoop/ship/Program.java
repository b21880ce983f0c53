package dev.tandem.hadoop.ship;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.Partitioner;
import dev.tandem.contract.flow.RangePartitioner;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.Operation;
import dev.tandem.hadoop.ship.Chain.Stub;
import dev.tandem.mapreduce.plan.FusedSteps;
import dev.tandem.mapreduce.plan.Intermediate;
import dev.tandem.mapreduce.plan.MapInput;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.plan.RoundInput;
import dev.tandem.mapreduce.plan.RoundOutput;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A round as it travels to the tasks of another process: the user's functions with what they need,
 * and nothing of the plan around them, whose operations hold all that ever led to them.
 *
 * @param number of the round
 * @param name of the round
 * @param inputs in plan order
 * @param exchange how records get to the reduce tasks; null in a round without
 * @param reducer what is done with each group; null in a round without reduce tasks
 * @param outputs in order
 */
public record Program(
    int number, String name, List<From> inputs, Exchange exchange, Chain reducer, List<To> outputs)
    implements Serializable {

  /** An earlier result. */
  record Stored(Stub of, boolean shuffled) implements Serializable {
    static Stored of(Intermediate data) {
      return new Stored(new Stub(data.id(), data.name(), data.shape()), data.shuffled());
    }

    Intermediate data() {
      return new Intermediate(of.id(), of.name(), of.shape(), null, shuffled, "");
    }
  }

  /** One side of a merge. */
  record Side(Stored data, Chain mapper) implements Serializable {}

  /**
   * One input: exactly one of source, stored and merged says where its records come from.
   *
   * @param at the operation that reads or merges
   * @param source to be read, or null
   * @param stored result to be read, or null
   * @param merged results to be merged, or null
   * @param mapper what is done with each record
   * @param input which input of the grouping the records belong to
   */
  record From(Stub at, Source<?> source, Stored stored, List<Side> merged, Chain mapper, int input)
      implements Serializable {
    static From of(MapInput map) {
      Chain mapper = Chain.of((FusedSteps) map.mapper());
      if (map.from() instanceof RoundInput.Splits splits) {
        return new From(
            Stub.of(splits.read()), splits.read().source(), null, null, mapper, map.input());
      }
      if (map.from() instanceof RoundInput.Stored one) {
        return new From(null, null, Stored.of(one.data()), null, mapper, map.input());
      }
      RoundInput.Merged merged = (RoundInput.Merged) map.from();
      List<Side> sides = new ArrayList<>();
      merged.sides().forEach(s -> sides.add(new Side(Stored.of(s.data()), Chain.of(s.mapper()))));
      return new From(Stub.of(merged.group()), null, null, sides, mapper, map.input());
    }

    MapInput map() {
      return new MapInput(from(), mapper.fused(), input);
    }

    private RoundInput from() {
      if (source != null) {
        return new RoundInput.Splits(new Operation.Read(at.id(), at.name(), source));
      }
      if (stored != null) {
        return new RoundInput.Stored(stored.data());
      }
      Operation group =
          new Operation.GroupByKey(
              at.id(), at.name(), List.of(at.operation()), Grouping.any(), null, at.shape());
      List<RoundInput.Side> sides =
          merged.stream()
              .map(side -> new RoundInput.Side(side.data().data(), side.mapper().fused()))
              .toList();
      return new RoundInput.Merged((Operation.GroupByKey) group, sides, "");
    }
  }

  /**
   * What the map and the reduce side have to agree on: a {@link PlannedShuffle} without the plan.
   *
   * @param group the grouping
   * @param key the codec of the keys
   * @param values the codec of the values of each input
   * @param partitions how many there are
   * @param grouping placement and order, with a range partitioner that has no bounds
   * @param bounds of the range partitioner, encoded: keys need not be serialisable; null without
   *     one
   * @param combiner folds values, or null
   * @param combineStep the operation that the combiner belongs to, or null
   */
  record Exchange(
      Stub group,
      Codec<Object> key,
      List<Codec<Object>> values,
      int partitions,
      Grouping<?, ?> grouping,
      List<byte[]> bounds,
      Closure<Aggregator<Object, Object, Object>> combiner,
      Stub combineStep)
      implements Serializable {
    static Exchange of(Round round, PlannedShuffle shuffle) {
      return new Exchange(
          Stub.of(round.group()),
          shuffle.key(),
          new ArrayList<>(shuffle.values()),
          shuffle.partitions(),
          unbound(shuffle.grouping()),
          bounds(shuffle),
          shuffle.combiner(),
          shuffle.combineStep() == null ? null : Stub.of(shuffle.combineStep()));
    }

    private static Grouping<?, ?> unbound(Grouping<?, ?> grouping) {
      return grouping.by() instanceof RangePartitioner<?> range
          ? replace(grouping, RangePartitioner.sampled(range.order()))
          : grouping;
    }

    @SuppressWarnings("unchecked") // of the same keys
    private static <K, V> Grouping<K, V> replace(Grouping<K, V> grouping, Partitioner<?> by) {
      return grouping.by((Partitioner<? super K>) by);
    }

    private static List<byte[]> bounds(PlannedShuffle shuffle) {
      if (!(shuffle.grouping().by() instanceof RangePartitioner<?> range)) {
        return null;
      }
      List<byte[]> encoded = new ArrayList<>();
      for (Object bound : range.bounds()) {
        Output out = new Output(64);
        shuffle.key().write(bound, out);
        encoded.add(out.toByteArray());
      }
      return encoded;
    }

    PlannedShuffle shuffle() {
      PlannedShuffle shuffle =
          new PlannedShuffle(
              group.name(), key, values, partitions, grouping, combiner, combining());
      return bounds == null
          ? shuffle
          : shuffle.withBounds(bounds.stream().map(bytes -> key.read(new Input(bytes))).toList());
    }

    /** The operation that the combiner belongs to: its closure knows its side inputs. */
    private Operation combining() {
      return combineStep == null
          ? null
          : new Operation.CombineValues(
              combineStep.id(),
              combineStep.name(),
              group.operation(),
              combiner,
              combineStep.shape());
    }

    Operation.GroupByKey operation() {
      return new Operation.GroupByKey(
          group.id(), group.name(), List.of(group.operation()), grouping, combiner, group.shape());
    }
  }

  /**
   * One output: exactly one of kept, sink and kind says where the records go.
   *
   * @param kept for later rounds, or null
   * @param mapper steps in front of a write
   * @param write the operation
   * @param sink takes the records, or null
   * @param kind what the driver wants, or null
   * @param limit how many records it wants
   * @param codec how records travel to the driver
   */
  record To(
      Stored kept,
      Chain mapper,
      Stub write,
      Sink<?> sink,
      DriverResult.Kind kind,
      long limit,
      Codec<?> codec)
      implements Serializable {
    static To of(RoundOutput output) {
      if (output instanceof RoundOutput.Kept kept) {
        return new To(Stored.of(kept.data()), null, null, null, null, 0, null);
      }
      RoundOutput.Written written = (RoundOutput.Written) output;
      Chain mapper = Chain.of(written.mapper());
      Stub write = Stub.of(written.write());
      if (written.write().destination() instanceof DriverResult<?> result) {
        return new To(null, mapper, write, null, result.kind(), result.limit(), result.codec());
      }
      Sink<?> sink = (Sink<?>) written.write().destination();
      return new To(null, mapper, write, sink, null, 0, null);
    }

    RoundOutput output() {
      if (kept != null) {
        return new RoundOutput.Kept(kept.data());
      }
      Operation input = write.operation();
      return new RoundOutput.Written(
          mapper.fused(),
          new Operation.Write(write.id(), write.name(), input, sink == null ? driver() : sink));
    }

    private DriverResult<?> driver() {
      return switch (kind) {
        case COLLECT -> DriverResult.collect(codec);
        case TAKE -> DriverResult.take((int) limit, codec);
        case COUNT -> DriverResult.count(codec);
      };
    }
  }

  /**
   * What the tasks of a round need to know.
   *
   * @param round of the plan
   * @param shuffle of the round with its bounds, or null
   */
  public static Program of(Round round, PlannedShuffle shuffle) {
    List<From> inputs = new ArrayList<>();
    round.inputs().forEach(input -> inputs.add(From.of(input)));
    List<To> outputs = new ArrayList<>();
    round.outputs().forEach(output -> outputs.add(To.of(output)));
    return new Program(
        round.number(),
        round.name(),
        inputs,
        shuffle == null ? null : Exchange.of(round, shuffle),
        round.reducer() == null ? null : Chain.of((FusedSteps) round.reducer()),
        outputs);
  }

  /** The round again, on operations that know no others. */
  public Round round() {
    return new Round(
        number,
        name,
        inputs.stream().map(From::map).toList(),
        exchange == null ? null : exchange.shuffle(),
        exchange == null ? null : exchange.operation(),
        reducer == null ? null : reducer.fused(),
        outputs.stream().map(To::output).toList());
  }
}
