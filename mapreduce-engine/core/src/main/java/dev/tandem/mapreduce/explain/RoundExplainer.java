package dev.tandem.mapreduce.explain;

import dev.tandem.contract.engine.Explanation;
import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.Explanation.Line;
import dev.tandem.contract.engine.Explanation.Unit;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.Operation;
import dev.tandem.mapreduce.plan.MapInput;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.plan.RoundInput;
import dev.tandem.mapreduce.plan.RoundOutput;
import dev.tandem.mapreduce.shuffle.Shuffle;
import java.util.ArrayList;
import java.util.List;

/**
 * Twin of the RDD engine's {@code StageExplainer}: tells what rounds do, where data goes through
 * files and why; stages keep it in memory.
 */
public final class RoundExplainer {
  /** The engine's name in explanations. */
  public static final String ENGINE = "mapreduce";

  private final List<Line> lines = new ArrayList<>();

  private RoundExplainer() {}

  /**
   * Explains rounds; reads no data.
   *
   * @param engine which runs them
   */
  public static Explanation explain(String engine, List<Round> rounds) {
    return new Explanation(engine, rounds.stream().map(RoundExplainer::unit).toList());
  }

  private static Unit unit(Round round) {
    RoundExplainer explainer = new RoundExplainer();
    round.inputs().forEach(explainer::input);
    if (round.isReducing()) {
      explainer.shuffle(round);
      explainer.steps(round.reducer().operations());
    }
    round.outputs().forEach(explainer::output);
    return new Unit("round", round.number(), round.name(), explainer.lines);
  }

  private void input(MapInput input) {
    RoundInput from = input.from();
    if (from instanceof RoundInput.Splits source) {
      add(Kind.READ, source.read().source().describe(), "");
    } else if (from instanceof RoundInput.Stored stored) {
      add(Kind.REREAD, stored.data().name() + " from files", "");
    } else if (from instanceof RoundInput.Merged merged) {
      add(Kind.REREAD, merged.group().name() + ": " + merged, "no shuffle: " + merged.why());
    }
    steps(input.mapper().operations());
  }

  private void steps(List<Operation> steps) {
    for (Operation step : steps) {
      add(Kind.STEP, step.name(), "");
    }
  }

  private void shuffle(Round round) {
    Shuffle shuffle = round.shuffle();
    String text =
        shuffle.step()
            + ": sort by "
            + shuffle.layout()
            + " into "
            + shuffle.partitions()
            + (shuffle.partitions() == 1 ? " partition" : " partitions")
            + (shuffle.combines() ? ", combined before" : "");
    List<String> why = new ArrayList<>();
    why.add(
        shuffle.values().size() > 1
            ? "equal keys of all inputs must meet"
            : "all values of a key must meet");
    if (shuffle.needsSample()) {
      why.add("keys are sampled first for the ranges of the partitions");
    }
    if (shuffle.isSlow()) {
      why.add("slow: a Comparator has no byte encoding, so records are decoded to be compared");
    }
    add(Kind.SHUFFLE, text, String.join("; ", why));
  }

  private void output(RoundOutput output) {
    if (output instanceof RoundOutput.Kept kept) {
      add(Kind.KEEP, kept.data().name() + " in files", kept.data().why());
    } else if (output instanceof RoundOutput.Direct direct) {
      add(Kind.WRITE, direct.write().name(), "");
    } else if (output instanceof RoundOutput.Written written) {
      steps(written.mapper().operations());
      boolean files = written.write().destination() instanceof Sink<?>;
      add(Kind.WRITE, written.write().name() + (files ? "" : " to the driver"), "");
    }
  }

  private void add(Kind kind, String text, String why) {
    lines.add(new Line(kind, text, why));
  }
}
