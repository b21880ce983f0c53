package dev.tandem.testkit;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.plan.LogicalPlan;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.testkit.StrictRecords.Kept;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One evaluation of a plan by the reference engine. A task is one partition of one operation. First
 * it is found out, from the writes back, which partitions are wanted; then they are computed,
 * operation by operation in the order of the plan, and kept until the last consumer has seen them.
 */
final class Evaluation {
  final ReferenceSession session;
  final Random random;
  private final LogicalPlan plan;
  private final Map<Integer, List<Split>> splits = new HashMap<>();
  private final Map<Integer, Integer> widths = new HashMap<>();
  private final Map<Integer, Integer> lastUses = new HashMap<>();
  private final Map<Integer, Map<Integer, List<Kept>>> computed = new HashMap<>();
  private final Map<Integer, Long> samples = new HashMap<>();

  Evaluation(ReferenceSession session, LogicalPlan plan) throws IOException {
    this.session = session;
    this.plan = plan;
    this.random = new Random(session.options.seed());
    for (Operation operation : plan.operations()) {
      if (operation instanceof Operation.Read read) {
        Source<?> source = read.source();
        splits.put(read.id(), source.splits(session.options.files(), session.options.splits()));
      }
      widths.put(operation.id(), width(operation));
      operation.inputs().forEach(input -> lastUses.put(input.id(), operation.id()));
    }
  }

  private int width(Operation operation) {
    if (operation instanceof Operation.Read) {
      return splits.get(operation.id()).size();
    }
    if (operation instanceof Operation.GroupByKey group) {
      int asked = group.grouping().partitions();
      return asked > 0 ? asked : session.options.defaultPartitions();
    }
    return operation.inputs().stream().mapToInt(input -> widths.get(input.id())).sum();
  }

  /** The number of partitions of an operation. */
  int partitions(Operation operation) {
    return widths.get(operation.id());
  }

  /** The split that is a partition of a source. */
  Split split(Operation.Read read, int partition) {
    return splits.get(read.id()).get(partition);
  }

  /** What a partition of a flatten is: a partition of one of its inputs. */
  record Place(Operation input, int partition) {}

  Place place(Operation.Flatten flatten, int partition) {
    int left = partition;
    for (Operation input : flatten.inputs()) {
      if (left < partitions(input)) {
        return new Place(input, left);
      }
      left -= partitions(input);
    }
    throw new IllegalArgumentException("partition " + partition + " of " + flatten.name());
  }

  /** Whether a partition comes from a shuffle rather than from a split. */
  boolean shuffled(Operation operation, int partition) {
    Place at = new Place(operation, partition);
    while (!(at.input instanceof Operation.Read)) {
      if (at.input instanceof Operation.GroupByKey) {
        return true;
      }
      at =
          at.input instanceof Operation.Flatten flatten
              ? place(flatten, at.partition)
              : new Place(at.input.inputs().get(0), at.partition);
    }
    return false;
  }

  /** The codec of the keys of a grouping; refuses at the first record what cannot be a key. */
  @SuppressWarnings("unchecked") // keys are written by the codec of their bag
  Codec<Object> keyCodec(Operation.GroupByKey group) {
    return (Codec<Object>) Codecs.checkKey(group.shape().key(), group.name());
  }

  /** Records that may still be read of an input: all, unless only a sample is wanted. */
  long sampleLeft(Operation.Read read) {
    return samples.computeIfAbsent(
        read.id(),
        id -> Long.parseLong(session.options.conf("sample", String.valueOf(Long.MAX_VALUE))));
  }

  void sampled(Operation.Read read, long records) {
    samples.merge(read.id(), -records, Long::sum);
  }

  void run() {
    boolean stepwise =
        plan.writes().stream()
            .allMatch(
                w ->
                    w.destination() instanceof DriverResult<?> result
                        && result.kind() == DriverResult.Kind.TAKE);
    if (stepwise) {
      plan.writes().forEach(this::take);
    } else {
      Map<Integer, TreeSet<Integer>> wanted = new HashMap<>();
      plan.writes().forEach(write -> wantAll(wanted, write));
      compute(wanted, false);
    }
  }

  /** One partition after the other, until there is enough. */
  private void take(Operation.Write write) {
    DriverResult<?> result = (DriverResult<?>) write.destination();
    for (int partition = 0;
        partition < partitions(write) && !result.satisfied(partition);
        partition++) {
      Map<Integer, TreeSet<Integer>> wanted = new HashMap<>();
      want(wanted, write, partition);
      compute(wanted, true);
    }
  }

  private void want(Map<Integer, TreeSet<Integer>> wanted, Operation operation, int partition) {
    wanted.computeIfAbsent(operation.id(), id -> new TreeSet<>()).add(partition);
  }

  private void wantAll(Map<Integer, TreeSet<Integer>> wanted, Operation operation) {
    for (int partition = 0; partition < partitions(operation); partition++) {
      want(wanted, operation, partition);
    }
  }

  /** Computes what is wanted and what that needs. */
  private void compute(Map<Integer, TreeSet<Integer>> wanted, boolean keepAll) {
    List<Operation> operations = plan.operations();
    for (int i = operations.size() - 1; i >= 0; i--) {
      Operation operation = operations.get(i);
      TreeSet<Integer> partitions = wanted.getOrDefault(operation.id(), new TreeSet<>());
      partitions.removeAll(kept(operation).keySet());
      partitions.forEach(partition -> wantInputs(wanted, operation, partition));
    }
    for (Operation operation : operations) {
      TreeSet<Integer> partitions = wanted.get(operation.id());
      if (partitions != null && !partitions.isEmpty()) {
        unit(operation, partitions);
      }
      operation.inputs().stream()
          .filter(input -> !keepAll && lastUses.get(input.id()) == operation.id())
          .forEach(input -> computed.remove(input.id()));
    }
  }

  private void wantInputs(
      Map<Integer, TreeSet<Integer>> wanted, Operation operation, int partition) {
    if (operation instanceof Operation.GroupByKey group) {
      group.inputs().forEach(input -> wantAll(wanted, input));
    } else if (operation instanceof Operation.Flatten flatten) {
      Place place = place(flatten, partition);
      want(wanted, place.input, place.partition);
    } else {
      operation.inputs().forEach(input -> want(wanted, input, partition));
    }
  }

  /** The partitions of an operation that are there. */
  Map<Integer, List<Kept>> kept(Operation operation) {
    Map<Integer, Map<Integer, List<Kept>>> where =
        plan.reuses(operation) ? session.reused : computed;
    return where.computeIfAbsent(operation.id(), id -> new TreeMap<>());
  }

  private void unit(Operation operation, TreeSet<Integer> partitions) {
    long start = session.millis();
    Ledger sheet = new Ledger();
    List<RunReport.TaskReport> tasks = new ArrayList<>();
    session.options.listener().unitStarted(operation.name(), partitions.size());
    try {
      for (int partition : partitions) {
        boolean made = kept(operation).containsKey(partition); // a grouping makes all at once
        int last = made ? 0 : attempts(operation, partition, sheet, tasks);
        session.options.listener().taskFinished(operation.name(), partition, last);
      }
    } finally {
      session.unit(operation.name(), start, tasks, sheet);
    }
    session.options.listener().unitFinished(operation.name());
  }

  /** Returns the number of the last one. */
  private int attempts(
      Operation operation, int partition, Ledger sheet, List<RunReport.TaskReport> tasks) {
    sheet.add(Measure.TASKS, 1);
    for (int number = 0; ; number++) {
      Attempt attempt = new Attempt(operation.name(), partition, number);
      long start = session.millis();
      ReferenceTask task = new ReferenceTask(this, attempt);
      try {
        task.run(operation);
        sheet.add(task.sheet());
        session.count(operation, partition, task.counts());
        tasks.add(new RunReport.TaskReport(partition, number, 0, 0, start, session.millis(), true));
        return number;
      } catch (TaskStopped e) {
        throw e;
      } catch (Exception | Error e) {
        sheet.add(Measure.FAILED_ATTEMPTS, 1);
        tasks.add(
            new RunReport.TaskReport(partition, number, 0, 0, start, session.millis(), false));
        boolean again = number + 1 < session.options.attempts();
        session.options.listener().attemptFailed(operation.name(), partition, number, e, again);
        if (!again) {
          throw new JobFailed(task.describe(e), e);
        }
      }
    }
  }
}
