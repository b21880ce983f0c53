package dev.tandem.testkit;

import dev.tandem.contract.engine.Ledger;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.DriverResult;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.DoFn;
import dev.tandem.contract.plan.Operation;
import dev.tandem.contract.plan.OperationVisitor;
import dev.tandem.contract.plan.SideInput;
import dev.tandem.contract.plan.StepChain;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.contract.plan.StorageFailure;
import dev.tandem.contract.plan.TaskScope;
import dev.tandem.testkit.StrictRecords.Kept;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One attempt at one partition of one operation: what each of the six operations means, in the
 * plainest form.
 */
final class ReferenceTask implements OperationVisitor<List<Kept>> {
  private static final int LONGEST = 500;

  private final Evaluation evaluation;
  private final Attempt attempt;
  private final Ledger sheet = new Ledger();
  private final Map<String, Long> counts = new HashMap<>();
  private final Map<Integer, Pair<Object, byte[]>> broadcasts = new HashMap<>();
  private String position;

  ReferenceTask(Evaluation evaluation, Attempt attempt) {
    this.evaluation = evaluation;
    this.attempt = attempt;
  }

  private int partition() {
    return attempt.task();
  }

  /** What this attempt measured. */
  Ledger sheet() {
    return sheet;
  }

  /** What this attempt counted. */
  Map<String, Long> counts() {
    return counts;
  }

  /** Computes the partition and keeps it. */
  void run(Operation operation) {
    List<Kept> records = operation.accept(this);
    if (!(operation instanceof Operation.GroupByKey)) {
      evaluation.kept(operation).put(partition(), records);
    }
  }

  /** One line for a failure: the job, the cause, the place. */
  String describe(Throwable failure) {
    String cause = oneLine(failure);
    String where = position == null ? "" : ", at " + position;
    String which =
        ", task "
            + attempt.task()
            + ", attempt "
            + (attempt.number() + 1)
            + " of "
            + evaluation.session.options.attempts();
    return "job "
        + evaluation.session.job
        + ": "
        + cause
        + " ("
        + attempt.unit()
        + which
        + where
        + ")";
  }

  private static String oneLine(Throwable failure) {
    boolean clear = failure instanceof StepFailure || failure instanceof StorageFailure;
    String text = clear ? failure.getMessage() : failure.toString();
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return cut.replaceAll("\\p{Cntrl}+", " ");
  }

  @Override
  public List<Kept> visitRead(Operation.Read read) {
    StrictRecords records = new StrictRecords(read.shape());
    List<Kept> all = new ArrayList<>();
    long most = evaluation.sampleLeft(read);
    try (RecordReader<?> reader =
        read.source()
            .open(evaluation.session.options.files(), evaluation.split(read, partition()))) {
      boolean more = most > 0;
      while (more && all.size() < most) {
        evaluation.session.stopIfCancelled();
        more = readOne(reader, record -> all.add(kept(read, records, record, reader)));
      }
      sheet.add(Measure.INPUT_BYTES, reader.bytesRead());
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
    evaluation.sampled(read, all.size());
    sheet.add(Measure.INPUT_RECORDS, all.size());
    return all;
  }

  /** Reads on, and notes where the reader is even if it fails. */
  private <T> boolean readOne(RecordReader<T> reader, Emitter<Object> out) throws IOException {
    try {
      return reader.read(out::emit, 1);
    } finally {
      position = reader.position();
    }
  }

  private static Kept kept(
      Operation.Read read, StrictRecords records, Object record, RecordReader<?> reader) {
    if (record == null) {
      throw new StepFailure(read.name(), "returned null; records must not be null", null);
    }
    return records.keep(null, record, reader.position());
  }

  @Override
  public List<Kept> visitParallelDo(Operation.ParallelDo step) {
    StrictRecords.Emitted emitted = new StrictRecords(step.shape()).new Emitted(step.name());
    Collector end = (key, value) -> emitted.add(key, value, position);
    Collector entrance =
        StepChain.link(step.input(), List.of(step), end, operation -> new Scope(step.sideInputs()));
    List<Kept> records = evaluation.kept(step.input()).get(partition());
    if (step.input() instanceof Operation.GroupByKey group) {
      handOverGroups(group, step.name(), records, entrance);
    } else {
      handOver(new StrictRecords(step.input().shape()), step.name(), records, entrance);
    }
    checkBroadcasts(step.name());
    return emitted.finish();
  }

  private void handOver(StrictRecords input, String step, List<Kept> records, Collector entrance) {
    for (Kept record : records) {
      evaluation.session.stopIfCancelled();
      position = record.position();
      Pair<Object, Object> given = input.copy(record);
      entrance.emit(given.first(), given.second());
      input.checkUnchanged(step, record, given);
    }
  }

  private void handOverGroups(
      Operation.GroupByKey group, String step, List<Kept> groups, Collector entrance) {
    List<StrictRecords> inputs =
        group.inputs().stream().map(input -> new StrictRecords(input.shape())).toList();
    for (Kept record : groups) {
      evaluation.session.stopIfCancelled();
      position = record.position();
      SinglePass pass = new SinglePass((Groups.Group) record.value(), inputs);
      entrance.emit(pass.key(), inputs.size() == 1 ? pass.values(0) : pass);
      pass.finish(step);
    }
  }

  private void checkBroadcasts(String step) {
    for (Pair<Object, byte[]> broadcast : broadcasts.values()) {
      if (!Arrays.equals(
          broadcast.second(), encoded(Codecs.dynamic(), List.of(broadcast.first())))) {
        throw new StepFailure(step, "changed the value of a broadcast", null);
      }
    }
  }

  /** All partitions at once, by whichever task comes first. */
  @Override
  public List<Kept> visitGroupByKey(Operation.GroupByKey group) {
    Groups groups = new Groups(evaluation.keyCodec(group), group.grouping(), group.inputs().size());
    long records = 0;
    for (int i = 0; i < group.inputs().size(); i++) {
      Operation input = group.inputs().get(i);
      StrictRecords format = new StrictRecords(input.shape());
      for (List<Kept> partition : evaluation.kept(input).values()) {
        for (Kept record : partition) {
          Pair<Object, Object> pair = format.copy(record);
          sheet.add(Measure.SHUFFLE_BYTES, format.bytes(pair.first(), pair.second()).length);
          groups.add(i, pair.first(), pair.second());
          records++;
        }
      }
    }
    sheet.add(Measure.MAP_OUTPUT_RECORDS, records);
    sheet.add(Measure.SHUFFLE_RECORDS, records);
    sheet.add(Measure.FETCHED_RECORDS, records);
    sheet.add(Measure.GROUPS, groups.size());
    List<List<Groups.Group>> partitions =
        groups.partitions(evaluation.partitions(group), evaluation.random);
    for (int i = 0; i < partitions.size(); i++) {
      evaluation.kept(group).put(i, partitions.get(i).stream().map(ReferenceTask::kept).toList());
    }
    return List.of();
  }

  private static Kept kept(Groups.Group group) {
    return new Kept(null, null, group, "the group of key " + group.key());
  }

  /** The same as a step that folds each group. */
  @Override
  public List<Kept> visitCombineValues(Operation.CombineValues combine) {
    Operation.GroupByKey group = (Operation.GroupByKey) combine.input();
    boolean inOrder = group.grouping().values() != null;
    DoFn fold =
        new StrictFold(combine.aggregator().original(), inOrder, evaluation.random.nextLong());
    Closure<DoFn> closure = Closure.of(combine.name(), fold);
    return visitParallelDo(
        new Operation.ParallelDo(
            combine.id(),
            combine.name(),
            group,
            closure,
            true,
            combine.shape(),
            closure.sideInputs()));
  }

  @Override
  public List<Kept> visitFlatten(Operation.Flatten flatten) {
    Evaluation.Place place = evaluation.place(flatten, partition());
    return evaluation.kept(place.input()).get(place.partition());
  }

  @Override
  public List<Kept> visitWrite(Operation.Write write) {
    StrictRecords format = new StrictRecords(write.shape());
    List<Object> records = new ArrayList<>();
    for (Kept record : evaluation.kept(write.input()).get(partition())) {
      Pair<Object, Object> pair = format.copy(record);
      records.add(write.shape().keyed() ? pair : pair.second());
    }
    try {
      if (write.destination() instanceof Sink<?> sink) {
        writeFile(write, sink, records);
      } else {
        deliver((DriverResult<?>) write.destination(), records);
      }
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
    return List.of();
  }

  @SuppressWarnings("unchecked") // records of the bag that the result is of
  private void deliver(DriverResult<?> result, List<Object> records) {
    List<Object> wanted = records.subList(0, (int) Math.min(records.size(), result.limit()));
    byte[] encoded = encoded((Codec<Object>) result.codec(), wanted);
    result.deliver(partition(), encoded, wanted.size(), records.size());
  }

  private static byte[] encoded(Codec<Object> codec, List<Object> records) {
    Output out = new Output(64);
    records.forEach(record -> codec.write(record, out));
    return out.toByteArray();
  }

  @SuppressWarnings("unchecked") // records of the bag that the sink is for
  private void writeFile(Operation.Write write, Sink<?> sink, List<Object> records)
      throws IOException {
    ReferenceSession session = evaluation.session;
    char letter = evaluation.shuffled(write, partition()) ? 'r' : 'm';
    String file =
        String.format(Locale.ROOT, "part-%c-%05d%s", letter, partition(), sink.extension());
    RecordWriter<Object> writer =
        (RecordWriter<Object>) sink.open(session.output().create(sink.folder(), file));
    try (writer) {
      for (Object record : records) {
        session.stopIfCancelled();
        writer.write(record);
      }
    }
    long bytes = session.output().length(sink.folder(), file);
    sheet.add(Measure.OUTPUT_RECORDS, writer.records());
    sheet.add(Measure.OUTPUT_BYTES, bytes);
    Digest digest = new Digest(writer.records(), writer.digest());
    session.written(write, digest, bytes);
  }

  /** What the handles of one step are bound to in this attempt. */
  private final class Scope implements TaskScope {
    private final List<SideInput> sideInputs;

    Scope(List<SideInput> sideInputs) {
      this.sideInputs = sideInputs;
    }

    @Override
    public Counter counter(String name) {
      return new TaskCounter(name, counts);
    }

    @Override
    public Broadcast<?> broadcast(int id) {
      SideInput side =
          sideInputs.stream().filter(input -> input.id() == id).findFirst().orElseThrow();
      Pair<Object, byte[]> copy =
          broadcasts.computeIfAbsent(
              id,
              first ->
                  new Pair<>(Codecs.dynamic().read(new Input(side.encoded())), side.encoded()));
      return new Copy(copy.first());
    }
  }

  private record TaskCounter(String name, Map<String, Long> counts) implements Counter {
    @Override
    public void add(long n) {
      counts.merge(name, n, Long::sum);
    }
  }

  private record Copy(Object value) implements Broadcast<Object> {}
}
