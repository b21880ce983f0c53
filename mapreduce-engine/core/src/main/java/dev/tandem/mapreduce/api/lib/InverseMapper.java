package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.Mapper;
import java.io.IOException;

/**
 * Swaps keys and values.
 *
 * @param <K> keys of the input
 * @param <V> values of the input
 */
public class InverseMapper<K, V> extends Mapper<K, V, V, K> {
  @Override
  protected void map(K key, V value, Context context) throws IOException, InterruptedException {
    context.write(value, key);
  }
}
