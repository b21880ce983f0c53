package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn2;
import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.run.TaskEnding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;

/** The actions: what a task does with its partition, and what the driver makes of the results. */
final class Actions {
  private Actions() {}

  static <T> List<T> collect(String action, RddActions<T> rdd) {
    return collect(action, rdd.context, rdd.node, rdd.form);
  }

  static <T> List<T> collect(String action, RddContext context, RddNode node, Form form) {
    List<T> all = new ArrayList<>();
    List<Integer> every = IntStream.range(0, node.partitions()).boxed().toList();
    Actions.<T>partitions(action, context, node, form, every).forEach(all::addAll);
    return all;
  }

  /** The records of some partitions, a list each. */
  static <T> List<List<T>> partitions(
      String action, RddContext context, RddNode node, Form form, List<Integer> partitions) {
    return context.run(
        action,
        node,
        partitions,
        (last, partition, task) -> {
          List<T> records = new ArrayList<>();
          last.push(partition, task, (key, value) -> records.add(form.record(key, value)));
          return records;
        });
  }

  static long count(RddActions<?> rdd) {
    List<Long> counts = rdd.context.run("count", rdd.node, counting());
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  static TaskEnding<Long> counting() {
    return (node, partition, context) -> {
      long[] count = new long[1];
      node.push(partition, context, (key, value) -> count[0]++);
      return count[0];
    };
  }

  static <T> void foreach(RddActions<T> rdd, VoidFn<? super T> f) {
    UserCode<VoidFn<? super T>> code = UserCode.of("foreach", f);
    Form form = rdd.form;
    rdd.context.run(
        "foreach",
        rdd.node,
        (node, partition, context) -> {
          VoidFn<? super T> own = code.open();
          node.push(
              partition,
              context,
              (key, value) -> code.run(() -> own.call(form.record(key, value))));
          return null;
        });
  }

  /** The function reads an iterator, so it is a step behind which there is nothing. */
  @SuppressWarnings("unchecked") // the iterator of this RDD's records
  static <T> void foreachPartition(RddActions<T> rdd, VoidFn<? super Iterator<T>> f) {
    UserCode.given("foreachPartition", f);
    RddNode step =
        rdd.context
            .lineages()
            .partitions(
                "foreachPartition",
                List.of(new OneToOne(rdd.node)),
                rdd.node::partitions,
                (partition, parents) -> {
                  f.call((Iterator<T>) (Iterator<?>) parents.get(0));
                  return Collections.emptyIterator();
                },
                null,
                Lineages.RECORDS);
    rdd.context.run(
        "foreachPartition",
        step,
        (node, partition, context) -> {
          node.push(partition, context, (key, value) -> {});
          return null;
        });
  }

  static <T> T reduce(String action, RddActions<T> rdd, Fn2<T, T, T> f) {
    UserCode<Fn2<T, T, T>> code = UserCode.of(action, f);
    Form form = rdd.form;
    List<Reduced<T>> parts =
        rdd.context.run(
            action,
            rdd.node,
            (node, partition, context) -> {
              Reduced<T> reduced = new Reduced<>(code, code.open());
              node.push(partition, context, (key, value) -> reduced.add(form.record(key, value)));
              return reduced;
            });
    Reduced<T> all = new Reduced<>(code, f);
    parts.stream().filter(part -> part.value != null).forEach(part -> all.add(part.value));
    if (all.value == null) {
      throw new UnsupportedOperationException(action + ": empty collection");
    }
    return all.value;
  }

  private static final class Reduced<T> {
    private final UserCode<?> code;
    private final Fn2<T, T, T> f;
    private T value;

    Reduced(UserCode<?> code, Fn2<T, T, T> f) {
      this.code = code;
      this.f = f;
    }

    void add(T next) {
      value = value == null ? next : code.call(() -> f.apply(value, next));
    }
  }

  /** The zero is where each partition begins, and the driver once more. */
  static <T, U> U aggregate(
      String action, RddActions<T> rdd, U zeroValue, Fn2<U, T, U> seqOp, Fn2<U, U, U> combOp) {
    ZeroValue<U> zero = ZeroValue.of(action, zeroValue);
    UserCode<Fn2<U, T, U>> seq = UserCode.of(action, seqOp);
    UserCode<Fn2<U, U, U>> comb = UserCode.of(action, combOp);
    Form form = rdd.form;
    List<U> parts =
        rdd.context.run(
            action,
            rdd.node,
            (node, partition, context) -> {
              Fn2<U, T, U> own = seq.open();
              Box<U> box = new Box<>(zero.copy());
              node.push(
                  partition,
                  context,
                  (key, value) ->
                      box.value = seq.call(() -> own.apply(box.value, form.record(key, value))));
              return box.value;
            });
    Box<U> all = new Box<>(zero.copy());
    parts.forEach(part -> all.value = comb.call(() -> combOp.apply(all.value, part)));
    return all.value;
  }

  private static final class Box<U> {
    private U value;

    Box(U value) {
      this.value = value;
    }
  }

  /** Runs a job for each partition, when the partition before it has been read. */
  static <T> Iterator<T> iterator(RddActions<T> rdd) {
    return new Iterator<>() {
      private final int partitions = rdd.node.partitions();
      private int next;
      private Iterator<T> records = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!records.hasNext() && next < partitions) {
          List<List<T>> one =
              partitions("toLocalIterator", rdd.context, rdd.node, rdd.form, List.of(next++));
          records = one.get(0).iterator();
        }
        return records.hasNext();
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return records.next();
      }
    };
  }
}
