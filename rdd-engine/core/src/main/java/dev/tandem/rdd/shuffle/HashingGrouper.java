package dev.tandem.rdd.shuffle;

import dev.tandem.cluster.runs.RunWriter;
import dev.tandem.contract.plan.Collector;
import dev.tandem.rdd.store.TaskResources;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The values of each key, grouped by hashing. */
final class HashingGrouper implements Grouper {
  private final TaskResources context;
  private final RunForm form;
  private final int inputs;
  private final GroupTable table;
  private final SortedRuns runs;
  private final List<TableFeed> feeds = new ArrayList<>();

  HashingGrouper(RunForm form, TaskResources context) {
    this.context = context;
    this.form = form;
    this.inputs = form.inputs();
    this.table = new GroupTable(form.keys(), inputs, context.claim(), this::spill);
    this.runs = new SortedRuns(context, form);
  }

  @Override
  public Intake intake(int input) {
    return (columns, from, to) ->
        table.add(
            input,
            columns.keys(),
            columns.hashes(),
            columns.objects(),
            from,
            to,
            columns.decoded());
  }

  @Override
  public Collector adder(int input, boolean kept) {
    TableFeed feed =
        new TableFeed(
            table,
            (keys, hashes, values, n) -> table.addSeen(input, keys, hashes, values, 0, n, !kept));
    feeds.add(feed);
    return feed;
  }

  private void spill() {
    runs.add(this::writeTo);
    table.clear();
  }

  private void writeTo(RunWriter run) throws IOException {
    for (int slot : SlotOrder.of(table, form)) {
      for (int input = 0; input < inputs; input++) {
        for (int link = table.first(slot, input); link > 0; link = table.next(link)) {
          form.write(run, table.identityAt(slot), table.hashAt(slot), input, table.value(link));
        }
      }
    }
  }

  @Override
  public long finish(Collector out) throws IOException {
    feeds.forEach(TableFeed::flush);
    if (!runs.isEmpty()) {
      spill();
      return new MergedGroups(runs.merge(), inputs, context.claim()).emitAll(out);
    }
    for (int slot = 0; slot < table.size(); slot++) {
      if (slot % GroupTable.AHEAD == 0) {
        table.readGroupsAhead(slot, Math.min(table.size(), slot + GroupTable.AHEAD));
      }
      Linked values = new Linked(slot);
      out.emit(table.keyAt(slot), values.forStep(inputs));
      values.end();
    }
    return table.size();
  }

  @Override
  public void close() throws IOException {
    table.clear();
    runs.close();
  }

  /** Follows the chains of one slot. */
  private final class Linked extends GroupValues {
    private final int slot;
    private int link;

    Linked(int slot) {
      this.slot = slot;
    }

    @Override
    boolean inMemory() {
      return true;
    }

    @Override
    void open(int input) {
      link = table.first(slot, input);
    }

    @Override
    boolean hasNext(int input) {
      return link > 0;
    }

    @Override
    Object next(int input) {
      Object value = table.value(link);
      link = table.next(link);
      return value;
    }
  }
}
