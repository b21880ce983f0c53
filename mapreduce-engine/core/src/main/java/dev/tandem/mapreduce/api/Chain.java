package dev.tandem.mapreduce.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Several mappers in one task, {@code [MAP+ / REDUCE MAP*]}: what one of them writes, the next one
 * maps at once. Hadoop's {@code ChainMapper} and {@code ChainReducer}, which have a thread and a
 * queue for each of them; here only those have a thread that own their loop.
 */
final class Chain {
  private Chain() {}

  /** Whether a mapper overrides {@code run}. */
  private static boolean ownsLoop(Class<?> type) {
    for (Class<?> at = type; at != Mapper.class; at = at.getSuperclass()) {
      for (var method : at.getDeclaredMethods()) {
        if (method.getName().equals("run") && method.getParameterCount() == 1) {
          return true;
        }
      }
    }
    return false;
  }

  /** What makes a mapper that is all of these, one behind the other. */
  static Supplier<Mapper<?, ?, ?, ?>> of(List<Supplier<? extends Mapper<?, ?, ?, ?>>> chain) {
    List<Supplier<? extends Mapper<?, ?, ?, ?>>> all = List.copyOf(chain);
    return () -> new Mappers<Object, Object>(make(all));
  }

  /** What makes a reducer with these mappers behind it. */
  static Supplier<Reducer<?, ?, ?, ?>> of(
      Supplier<? extends Reducer<?, ?, ?, ?>> reducers,
      List<Supplier<? extends Mapper<?, ?, ?, ?>>> chain) {
    List<Supplier<? extends Mapper<?, ?, ?, ?>>> all = List.copyOf(chain);
    return () -> new ReducerAndMappers<Object, Object>(cast(reducers.get()), make(all));
  }

  private static List<Mapper<Object, Object, Object, Object>> make(
      List<Supplier<? extends Mapper<?, ?, ?, ?>>> chain) {
    List<Mapper<Object, Object, Object, Object>> made = new ArrayList<>();
    chain.forEach(mappers -> made.add(cast(mappers.get())));
    return made;
  }

  @SuppressWarnings("unchecked") // the job's author has matched the types in the chain
  private static Mapper<Object, Object, Object, Object> cast(Mapper<?, ?, ?, ?> mapper) {
    return (Mapper<Object, Object, Object, Object>) mapper;
  }

  @SuppressWarnings("unchecked") // the job's author has matched the types in the chain
  private static Reducer<Object, Object, Object, Object> cast(Reducer<?, ?, ?, ?> reducer) {
    return (Reducer<Object, Object, Object, Object>) reducer;
  }

  /** Mappers behind something that writes records. */
  private static final class Tail {
    private final List<ChainLink> links = new ArrayList<>();
    private RecordSink<?, ?> entrance;

    Tail(
        List<Mapper<Object, Object, Object, Object>> mappers,
        TaskAttemptContext task,
        RecordSink<?, ?> out) {
      entrance = out;
      for (int i = mappers.size() - 1; i >= 0; i--) {
        ChainLink link = link(mappers.get(i), task, entrance);
        links.add(0, link);
        entrance = link;
      }
    }

    private static ChainLink link(
        Mapper<Object, Object, Object, Object> mapper,
        TaskAttemptContext task,
        RecordSink<?, ?> out) {
      return ownsLoop(mapper.getClass())
          ? new LoopingLink(mapper, task, out)
          : new CalledLink(mapper, task, out);
    }

    /**
     * Runs what writes into the chain. The clean-ups follow in the order of the chain, also of what
     * failed; their failures are suppressed ones of the first.
     */
    void run(Class<?> type, TaskState.Loop writer) throws InterruptedException {
      FirstFailure failure = new FirstFailure();
      List<ChainLink> begun = new ArrayList<>();
      failure.run(
          () -> {
            for (ChainLink link : links) {
              begun.add(link);
              link.start();
            }
            UserCode.call(type, "run", writer);
          });
      for (ChainLink link : begun) {
        failure.run(() -> link.end(failure.none()));
      }
      failure.rethrow();
    }
  }

  private static final class Mappers<K, V> extends Mapper<Object, Object, K, V> {
    private final List<Mapper<Object, Object, Object, Object>> all;

    Mappers(List<Mapper<Object, Object, Object, Object>> all) {
      this.all = all;
    }

    @Override
    public void run(Context context) throws IOException, InterruptedException {
      RecordSink<K, V> end = context::write;
      Tail tail = new Tail(all.subList(1, all.size()), context, end);
      Mapper<Object, Object, Object, Object> first = all.get(0);
      tail.run(
          first.getClass(), () -> first.run(first.new Context(context, context, tail.entrance)));
    }
  }

  private static final class ReducerAndMappers<K, V> extends Reducer<Object, Object, K, V> {
    private final Reducer<Object, Object, Object, Object> reducer;
    private final List<Mapper<Object, Object, Object, Object>> mappers;

    ReducerAndMappers(
        Reducer<Object, Object, Object, Object> reducer,
        List<Mapper<Object, Object, Object, Object>> mappers) {
      this.reducer = reducer;
      this.mappers = mappers;
    }

    @Override
    public void run(Context context) throws IOException, InterruptedException {
      RecordSink<K, V> end = context::write;
      Tail tail = new Tail(mappers, context, end);
      tail.run(
          reducer.getClass(),
          () -> reducer.run(reducer.new Context(context, context.groups(), tail.entrance)));
    }
  }
}
