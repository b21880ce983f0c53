package dev.tandem.mapreduce.plan;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.OperationVisitor;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Twin of the RDD engine's {@code StageTranslator}: the same six methods in the same order; this
 * one answers with the files from which an operation's records can be computed and ends a round
 * wherever a pass has decided to keep a result.
 *
 * <p>Operations are visited in ascending order. The answer is the list of ways into an operation:
 * each begins at a file, or behind the shuffle of a round that is still being put together, and
 * passes through some steps.
 */
final class RoundTranslator implements OperationVisitor<List<RoundTranslator.Way>> {
  /** Where a way begins. */
  private sealed interface Head {
    boolean shuffled();
  }

  /** In the map tasks of whoever reads. */
  private record Files(RoundInput from) implements Head {
    @Override
    public boolean shuffled() {
      return from.shuffled();
    }
  }

  /** Behind the shuffle of a round. */
  private record Reduced(RoundDraft round) implements Head {
    @Override
    public boolean shuffled() {
      return true;
    }
  }

  /**
   * Where a round has computed a result that it can hand to several outputs; {@code files} if the
   * result is also kept.
   */
  private record Fork(RoundDraft round, RoundInput.Stored files, boolean shuffled)
      implements Head {}

  /**
   * One way into an operation.
   *
   * @param head where it begins
   * @param first the operation whose records are found there
   * @param steps from there on
   * @param place which of the ways into the operation it is
   */
  record Way(Head head, Operation first, Steps steps, int place) {
    private Way then(Operation step) {
      return new Way(head, first, steps.then(step, place), place);
    }

    private Way at(int other) {
      return new Way(head, first, steps, other);
    }
  }

  private final Draft draft;
  private final int firstNumber;
  private final Map<Integer, List<Way>> ways = new HashMap<>();
  private final List<RoundDraft> rounds = new ArrayList<>();

  private RoundTranslator(Draft draft, int firstNumber) {
    this.draft = draft;
    this.firstNumber = firstNumber;
  }

  /** A plan with all its decisions becomes rounds, in an order in which they can run. */
  static List<Round> translate(Draft draft, int firstNumber) {
    RoundTranslator translator = new RoundTranslator(draft, firstNumber);
    for (Operation operation : draft.needed()) {
      translator.ways.put(operation.id(), translator.waysInto(operation));
    }
    return translator.rounds.stream().map(RoundDraft::build).toList();
  }

  private List<Way> waysInto(Operation operation) {
    Intermediate stored = draft.stored().get(operation.id());
    if (stored != null) {
      return List.of(new Way(new Files(new RoundInput.Stored(stored)), operation, Steps.NONE, 0));
    }
    List<Way> found = operation.accept(this);
    String why = draft.kept().get(operation.id());
    if (why != null) {
      return List.of(keep(operation, found, why));
    }
    return draft.forks().contains(operation.id()) ? List.of(fork(operation, found)) : found;
  }

  @Override
  public List<Way> visitRead(Operation.Read read) {
    return List.of(new Way(new Files(new RoundInput.Splits(read)), read, Steps.NONE, 0));
  }

  @Override
  public List<Way> visitParallelDo(Operation.ParallelDo parallelDo) {
    return step(parallelDo, null);
  }

  /** A grouping has no records of its own: each of its consumers begins behind it. */
  @Override
  public List<Way> visitGroupByKey(Operation.GroupByKey groupByKey) {
    return List.of();
  }

  @Override
  public List<Way> visitCombineValues(Operation.CombineValues combineValues) {
    return step(combineValues, combineValues);
  }

  @Override
  public List<Way> visitFlatten(Operation.Flatten flatten) {
    List<Way> all = new ArrayList<>();
    for (Operation input : flatten.inputs()) {
      for (Way way : ways.get(input.id())) {
        all.add(inFiles(way).at(all.size()));
      }
    }
    return all;
  }

  @Override
  public List<Way> visitWrite(Operation.Write write) {
    List<Way> into = ways.get(write.input().id());
    if (into.size() == 1 && into.get(0).head() instanceof Fork fork && !KeepResults.takes(write)) {
      Way way = into.get(0);
      fork.round().add(new RoundOutput.Written(FusedSteps.of(way.first(), way.steps()), write));
    } else {
      Operation result = write.input();
      roundFor(result, into).add(new RoundOutput.Written(FusedSteps.of(result, Steps.NONE), write));
    }
    return List.of();
  }

  private List<Way> step(Operation operation, Operation.CombineValues combine) {
    Operation input = operation.inputs().get(0);
    if (input instanceof Operation.GroupByKey group) {
      Head head = draft.alike().containsKey(group.id()) ? merged(group) : shuffled(group, combine);
      return List.of(new Way(head, group, Steps.NONE.then(operation, 0), 0));
    }
    return ways.get(input.id()).stream().map(way -> way.then(operation)).toList();
  }

  private Head shuffled(Operation.GroupByKey group, Operation.CombineValues combine) {
    List<MapInput> inputs = new ArrayList<>();
    List<Codec<Object>> values = new ArrayList<>();
    for (int i = 0; i < group.inputs().size(); i++) {
      Operation input = group.inputs().get(i);
      values.add(codec(input.shape().value()));
      for (Way way : ways.get(input.id())) {
        inputs.add(mapInput(way, i));
      }
    }
    Closure<Aggregator<Object, Object, Object>> combiner = group.combiner();
    int partitions = Placement.of(group, draft.partitions()).partitions();
    PlannedShuffle shuffle =
        new PlannedShuffle(
            group.name(),
            codec(group.shape().key()),
            values,
            partitions,
            group.grouping(),
            combiner,
            combine);
    return new Reduced(begin(new RoundDraft(nextNumber(), inputs, shuffle, group)));
  }

  @SuppressWarnings("unchecked") // records of an operation are written with its own codecs only
  private static Codec<Object> codec(Codec<?> codec) {
    return (Codec<Object>) codec;
  }

  private Head merged(Operation.GroupByKey group) {
    List<RoundInput.Side> sides = new ArrayList<>();
    for (Operation input : group.inputs()) {
      Way way = inFiles(ways.get(input.id()).get(0));
      RoundInput.Stored stored = (RoundInput.Stored) ((Files) way.head()).from();
      sides.add(new RoundInput.Side(stored.data(), FusedSteps.of(way.first(), way.steps())));
    }
    return new Files(new RoundInput.Merged(group, sides, draft.alike().get(group.id())));
  }

  /**
   * The way from files: another round than the one that makes a result can only read it when it is
   * there.
   */
  private static Way inFiles(Way way) {
    return way.head() instanceof Fork fork
        ? new Way(new Files(fork.files()), way.first(), way.steps(), way.place())
        : way;
  }

  private static MapInput mapInput(Way way, int input) {
    Way read = inFiles(way);
    return new MapInput(
        ((Files) read.head()).from(), FusedSteps.of(read.first(), read.steps()), input);
  }

  private Way keep(Operation operation, List<Way> into, String why) {
    boolean shuffled = into.stream().anyMatch(way -> way.head().shuffled());
    Intermediate data =
        Intermediate.of(operation, draft.placements().get(operation.id()), shuffled, why);
    RoundDraft round = roundFor(operation, into);
    round.add(new RoundOutput.Kept(data));
    return new Way(
        new Fork(round, new RoundInput.Stored(data), shuffled), operation, Steps.NONE, 0);
  }

  private Way fork(Operation operation, List<Way> into) {
    boolean shuffled = into.stream().anyMatch(way -> way.head().shuffled());
    return new Way(new Fork(roundFor(operation, into), null, shuffled), operation, Steps.NONE, 0);
  }

  /**
   * The round that computes {@code result}: the one behind whose shuffle it is, or a new one of map
   * tasks only.
   */
  private RoundDraft roundFor(Operation result, List<Way> into) {
    if (into.size() == 1 && into.get(0).head() instanceof Reduced reduced) {
      reduced.round().reduceBy(into.get(0).steps());
      return reduced.round();
    }
    List<MapInput> inputs = into.stream().map(way -> mapInput(way, 0)).toList();
    return begin(new RoundDraft(nextNumber(), inputs, result));
  }

  private int nextNumber() {
    return firstNumber + rounds.size();
  }

  private RoundDraft begin(RoundDraft round) {
    rounds.add(round);
    return round;
  }
}
