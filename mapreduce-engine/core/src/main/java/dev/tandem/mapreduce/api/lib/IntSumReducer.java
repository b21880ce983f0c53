package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.Reducer;
import java.io.IOException;

/**
 * Adds the values of each key; fit for a combiner.
 *
 * @param <K> keys
 */
public class IntSumReducer<K> extends Reducer<K, Integer, K, Integer> {
  @Override
  protected void reduce(K key, Iterable<Integer> values, Context context)
      throws IOException, InterruptedException {
    int sum = 0;
    for (int value : values) {
      sum += value;
    }
    context.write(key, sum);
  }
}
