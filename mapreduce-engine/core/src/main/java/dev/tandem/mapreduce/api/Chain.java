package dev.tandem.mapreduce.api;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/**
 * Several mappers in one task, {@code [MAP+ / REDUCE MAP*]}: what one of them writes, the next one
 * maps at once. Hadoop's {@code ChainMapper} and {@code ChainReducer}, which have a thread and a
 * queue for each of them; here only the first may own its loop.
 */
final class Chain {
  private Chain() {}

  /**
   * Appends a mapper.
   *
   * @param mayLoop whether the first one may own its loop
   * @throws IllegalArgumentException if it owns its loop and may not
   */
  static void add(
      List<Supplier<? extends Mapper<?, ?, ?, ?>>> chain,
      Class<?> type,
      Supplier<? extends Mapper<?, ?, ?, ?>> mappers,
      boolean mayLoop) {
    boolean first = chain.isEmpty() && mayLoop;
    if (!first && ownsLoop(type)) {
      throw new IllegalArgumentException(
          "the mapper "
              + type.getName()
              + " overrides run, and only the first mapper of a map task can own its loop;"
              + " override map");
    }
    chain.add(mappers);
  }

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

  /** A mapper that is given records one by one. */
  private static final class Link implements RecordSink<Object, Object> {
    private final Mapper<Object, Object, Object, Object> mapper;
    private final Mapper<Object, Object, Object, Object>.Context context;
    private Object key;
    private Object value;

    Link(
        Mapper<Object, Object, Object, Object> mapper,
        TaskAttemptContext task,
        RecordSink<?, ?> out) {
      this.mapper = mapper;
      this.context = mapper.new Context(task, new Current(), out);
    }

    /** The record that is being mapped. */
    private final class Current implements RecordSource<Object, Object> {
      @Override
      public boolean nextKeyValue() {
        throw new IllegalStateException("a mapper in a chain is given its records one by one");
      }

      @Override
      public Object getCurrentKey() {
        return key;
      }

      @Override
      public Object getCurrentValue() {
        return value;
      }
    }

    @Override
    public void write(Object nextKey, Object nextValue) throws InterruptedException {
      key = nextKey;
      value = nextValue;
      call("map", () -> mapper.map(key, value, context));
    }

    void setup() throws InterruptedException {
      call("setup", () -> mapper.setup(context));
    }

    void cleanup() throws InterruptedException {
      call("cleanup", () -> mapper.cleanup(context));
    }

    private void call(String method, TaskState.Loop code) throws InterruptedException {
      Chain.call(mapper.getClass(), method, code);
    }
  }

  private static void call(Class<?> type, String method, TaskState.Loop code)
      throws InterruptedException {
    try {
      code.run();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
      throw UserCode.failed(type, method, e);
    }
  }

  /** Mappers behind something that writes records. */
  private static final class Tail {
    private final List<Link> links = new ArrayList<>();
    private RecordSink<?, ?> entrance;

    Tail(
        List<Mapper<Object, Object, Object, Object>> mappers,
        TaskAttemptContext task,
        RecordSink<?, ?> out) {
      entrance = out;
      for (int i = mappers.size() - 1; i >= 0; i--) {
        Link link = new Link(mappers.get(i), task, entrance);
        links.add(link);
        entrance = link;
      }
      Collections.reverse(links);
    }

    /** Runs what writes into the chain; the clean-ups follow in the order of the chain. */
    void run(Class<?> type, TaskState.Loop writer) throws InterruptedException {
      for (Link link : links) {
        link.setup();
      }
      try {
        Chain.call(type, "run", writer);
      } finally {
        for (Link link : links) {
          link.cleanup();
        }
      }
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
