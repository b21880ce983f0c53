package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.Reducer;
import java.io.IOException;

/**
 * Adds the values of each key; fit for a combiner.
 *
 * @param <K> keys
 */
public class LongSumReducer<K> extends Reducer<K, Long, K, Long> {
  @Override
  protected void reduce(K key, Iterable<Long> values, Context context)
      throws IOException, InterruptedException {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    context.write(key, sum);
  }
}
