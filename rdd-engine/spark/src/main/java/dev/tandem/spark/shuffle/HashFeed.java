package dev.tandem.spark.shuffle;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.EncodedKey;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.plan.Collector;
import dev.tandem.spark.task.Feed;
import dev.tandem.spark.task.Identity;
import dev.tandem.spark.task.TaskSide;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.util.collection.ExternalAppendOnlyMap;
import scala.Tuple2;

/** All values of each key, from one or several inputs, in a hash table. */
final class HashFeed implements Feed {
  private final GroupSpec spec;
  private final List<Iterator<Object>> inputs;
  private final TaskSide task;
  private scala.collection.Iterator<Tuple2<Object, Object>> groups;
  private int input;
  private long count;

  HashFeed(GroupSpec spec, List<Iterator<Object>> inputs, TaskSide task) {
    this.spec = spec;
    this.inputs = inputs;
    this.task = task;
  }

  @Override
  public boolean push(Collector into, int atMost) {
    if (groups == null) {
      groups = group();
    }
    for (int i = 0; i < atMost && groups.hasNext(); i++) {
      Tuple2<Object, Object> group = groups.next();
      count++;
      Listed values = new Listed((ValueList[]) group._2());
      into.emit(spec.key(group._1()), values.forStep(inputs.size()));
      values.end();
    }
    boolean more = groups.hasNext();
    if (!more) {
      task.count(Measure.GROUPS, count);
    }
    return more;
  }

  private scala.collection.Iterator<Tuple2<Object, Object>> group() {
    ExternalAppendOnlyMap<Object, Object, Object> table =
        Spilling.table(
            value -> add(new ValueList[inputs.size()], value),
            (lists, value) -> add((ValueList[]) lists, value),
            (a, b) -> join((ValueList[]) a, (ValueList[]) b),
            new CodecSerializer(() -> new ListForm(spec)));
    for (input = 0; input < inputs.size(); input++) {
      table.insertAll(new Keyed(spec.keys(), inputs.get(input)));
    }
    Spilling.account(table, task);
    return table.iterator();
  }

  private Object add(ValueList[] lists, Object value) {
    if (lists[input] == null) {
      lists[input] = new ValueList();
    }
    lists[input].add(value);
    return lists;
  }

  private static Object join(ValueList[] into, ValueList[] from) {
    for (int i = 0; i < into.length; i++) {
      if (into[i] == null) {
        into[i] = from[i];
      } else if (from[i] != null) {
        into[i].addAll(from[i]);
      }
    }
    return into;
  }

  private static final class Listed extends GroupValues {
    private final ValueList[] lists;
    private int current = -1;
    private int next;

    Listed(ValueList[] lists) {
      this.lists = lists;
    }

    @Override
    boolean hasNext(int of) {
      if (of != current) {
        current = of;
        next = 0;
      }
      return lists[of] != null && next < lists[of].size();
    }

    @Override
    Object next(int of) {
      return lists[of].get(next++);
    }
  }

  /** A key with the lists of its values, for what the table spills. */
  private static final class ListForm implements CodecSerializer.PairForm {
    private final GroupSpec spec;

    ListForm(GroupSpec spec) {
      this.spec = spec;
    }

    @Override
    public void writeKey(Object key, Output out) {
      if (key instanceof EncodedKey encoded) {
        out.writeBytes(encoded.bytes(), 0, encoded.bytes().length);
      } else {
        spec.keys().write(key, out);
      }
    }

    @Override
    public void writeValue(Object value, Output out) {
      ValueList[] lists = (ValueList[]) value;
      for (int i = 0; i < lists.length; i++) {
        int size = lists[i] == null ? 0 : lists[i].size();
        out.writeLength(size);
        for (int j = 0; j < size; j++) {
          spec.values().get(i).write(lists[i].get(j), out);
        }
      }
    }

    @Override
    public Object readKey(Input in) {
      return Identity.of(spec.keys(), spec.keys().read(in));
    }

    @Override
    public Object readValue(Input in) {
      ValueList[] lists = new ValueList[spec.values().size()];
      for (int i = 0; i < lists.length; i++) {
        Codec<Object> codec = spec.values().get(i);
        lists[i] = new ValueList();
        for (int left = in.readLength(); left > 0; left--) {
          lists[i].add(codec.read(in));
        }
      }
      return lists;
    }
  }
}
