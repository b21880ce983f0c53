package dev.tandem.mapreduce.api;

/** A mapper of which only the methods for single records are called, at once. */
final class CalledLink implements ChainLink {
  private final Mapper<Object, Object, Object, Object> mapper;
  private final Mapper<Object, Object, Object, Object>.Context context;
  private boolean started;
  private Object key;
  private Object value;

  CalledLink(
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
      throw new IllegalStateException(
          "a mapper in a chain is given its records one by one, unless it overrides run");
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
  public void start() throws InterruptedException {
    UserCode.call(mapper.getClass(), "setup", () -> mapper.setup(context));
    started = true;
  }

  @Override
  public void write(Object nextKey, Object nextValue) throws InterruptedException {
    key = nextKey;
    value = nextValue;
    UserCode.call(mapper.getClass(), "map", () -> mapper.map(key, value, context));
  }

  @Override
  public void end(boolean well) throws InterruptedException {
    if (started) {
      UserCode.call(mapper.getClass(), "cleanup", () -> mapper.cleanup(context));
    }
  }
}
