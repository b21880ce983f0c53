package dev.tandem.mapreduce.api;

/**
 * A mapper behind something that writes records, as that sees it: {@link #start}, a {@link #write}
 * for each record, {@link #end}. For one thread.
 */
interface ChainLink extends RecordSink<Object, Object> {
  /** Sets the mapper up. */
  void start() throws InterruptedException;

  @Override
  void write(Object key, Object value) throws InterruptedException;

  /**
   * Lets the mapper clean up: there are no more records. To be called once if {@link #start} was,
   * also if that has failed.
   *
   * @param well whether all that came before has succeeded
   */
  void end(boolean well) throws InterruptedException;
}
