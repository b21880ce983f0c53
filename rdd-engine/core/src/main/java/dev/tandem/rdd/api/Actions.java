package dev.tandem.rdd.api;

import dev.tandem.contract.flow.Fn2;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** The actions: what a task does with its partition, and what the driver makes of the results. */
final class Actions {
  private Actions() {}

  static <T> List<T> collect(String action, RddLike<T> rdd) {
    List<T> all = new ArrayList<>();
    partitions(action, rdd).forEach(all::addAll);
    return all;
  }

  private static <T> List<List<T>> partitions(String action, RddLike<T> rdd) {
    return rdd.context.run(
        action,
        rdd.node,
        (node, partition, context) -> {
          List<T> records = new ArrayList<>();
          node.push(partition, context, (key, value) -> records.add(rdd.record(key, value)));
          return records;
        });
  }

  static long count(RddLike<?> rdd) {
    List<Long> counts =
        rdd.context.run(
            "count",
            rdd.node,
            (node, partition, context) -> {
              long[] count = new long[1];
              node.push(partition, context, (key, value) -> count[0]++);
              return count[0];
            });
    return counts.stream().mapToLong(Long::longValue).sum();
  }

  static <T> void foreach(RddLike<T> rdd, VoidFn<? super T> f) {
    UserCode<VoidFn<? super T>> code = UserCode.of("foreach", f);
    rdd.context.run(
        "foreach",
        rdd.node,
        (node, partition, context) -> {
          VoidFn<? super T> own = code.open();
          node.push(
              partition, context, (key, value) -> code.run(() -> own.call(rdd.record(key, value))));
          return null;
        });
  }

  static <T> T reduce(RddLike<T> rdd, Fn2<T, T, T> f) {
    UserCode<Fn2<T, T, T>> code = UserCode.of("reduce", f);
    List<Fold<T>> parts =
        rdd.context.run(
            "reduce",
            rdd.node,
            (node, partition, context) -> {
              Fold<T> fold = new Fold<>(code, code.open());
              node.push(partition, context, (key, value) -> fold.add(rdd.record(key, value)));
              return fold;
            });
    Fold<T> all = new Fold<>(code, f);
    parts.stream().filter(part -> part.value != null).forEach(part -> all.add(part.value));
    if (all.value == null) {
      throw new NoSuchElementException("reduce: empty collection");
    }
    return all.value;
  }

  private static final class Fold<T> {
    private final UserCode<?> code;
    private final Fn2<T, T, T> f;
    private T value;

    Fold(UserCode<?> code, Fn2<T, T, T> f) {
      this.code = code;
      this.f = f;
    }

    void add(T next) {
      value = value == null ? next : code.call(() -> f.apply(value, next));
    }
  }
}
