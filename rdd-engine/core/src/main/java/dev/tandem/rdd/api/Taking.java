package dev.tandem.rdd.api;

import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.rdd.lineage.ComputeContext;
import dev.tandem.rdd.lineage.RddNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/** The actions that need only some of the records. */
final class Taking {
  /** How many times as many partitions as before are tried: spark.rdd.limit.scaleUpFactor. */
  private static final int SCALE_UP = 4;

  private Taking() {}

  /**
   * The first records. One partition is tried first, then more and more: four times those that were
   * tried if nothing was found, else half as many again as seem to be needed, but no more than four
   * times. Each try is a job.
   */
  static <T> List<T> take(String action, RddActions<T> rdd, int num) {
    List<T> taken = new ArrayList<>();
    int all = num <= 0 ? 0 : rdd.node.partitions();
    int tried = 0;
    while (taken.size() < num && tried < all) {
      int end = (int) Math.min(all, (long) tried + next(tried, taken.size(), num));
      List<Integer> batch = IntStream.range(tried, end).boxed().toList();
      for (List<T> part : firsts(action, rdd, batch, num - taken.size())) {
        taken.addAll(part.subList(0, Math.min(part.size(), num - taken.size())));
      }
      tried = end;
    }
    return taken;
  }

  private static long next(int tried, int found, int wanted) {
    if (tried == 0) {
      return 1;
    }
    long most = (long) tried * SCALE_UP;
    return found == 0
        ? most
        : Math.min(most, (long) Math.ceil(1.5 * (wanted - found) * tried / found));
  }

  private static <T> List<List<T>> firsts(
      String action, RddActions<T> rdd, List<Integer> partitions, int most) {
    Form form = rdd.form;
    return rdd.context.run(
        action,
        rdd.node,
        partitions,
        (node, partition, context) -> firsts(form, node, partition, context, most));
  }

  private static <T> List<T> firsts(
      Form form, RddNode node, int partition, ComputeContext context, int most) throws Exception {
    List<T> records = new ArrayList<>();
    TaskStopped full = new TaskStopped("enough records were taken");
    try {
      node.push(
          partition,
          context,
          (key, value) -> {
            records.add(form.record(key, value));
            if (records.size() == most) {
              throw full;
            }
          });
    } catch (TaskStopped e) {
      if (e != full) {
        throw e;
      }
    }
    return records;
  }

  /** The least records in order. No task holds more than are wanted. */
  static <T> List<T> ordered(
      String action, RddActions<T> rdd, int num, Comparator<? super T> order) {
    if (num < 0) {
      throw new IllegalArgumentException(
          action + ": " + num + " records are asked for, it must be 0 or more");
    }
    UserCode<Comparator<? super T>> code = UserCode.of(action, order);
    if (num == 0) {
      return List.of();
    }
    Form form = rdd.form;
    List<List<T>> parts =
        rdd.context.run(
            action,
            rdd.node,
            (node, partition, context) -> {
              Least<T> least = new Least<>(num, code.open());
              node.push(
                  partition,
                  context,
                  (key, value) -> code.run(() -> least.offer(form.record(key, value))));
              return code.call(least::sorted);
            });
    Least<T> least = new Least<>(num, order);
    return code.call(
        () -> {
          parts.forEach(part -> part.forEach(least::offer));
          return least.sorted();
        });
  }

  private static final class Least<T> {
    private final int most;
    private final Comparator<? super T> order;
    private final PriorityQueue<T> worstFirst;

    Least(int most, Comparator<? super T> order) {
      this.most = most;
      this.order = order;
      this.worstFirst = new PriorityQueue<>(Collections.reverseOrder(order));
    }

    void offer(T record) {
      if (worstFirst.size() < most) {
        worstFirst.add(record);
      } else if (order.compare(record, worstFirst.peek()) < 0) {
        worstFirst.poll();
        worstFirst.add(record);
      }
    }

    List<T> sorted() {
      List<T> sorted = new ArrayList<>(worstFirst);
      sorted.sort(order);
      return sorted;
    }
  }
}
