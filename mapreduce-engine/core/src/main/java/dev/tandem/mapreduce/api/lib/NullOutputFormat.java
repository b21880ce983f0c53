package dev.tandem.mapreduce.api.lib;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Sink;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.OutputFormat;

/**
 * Records go nowhere.
 *
 * @param <K> keys
 * @param <V> values
 */
public class NullOutputFormat<K, V> extends OutputFormat<K, V> {
  @Override
  public Sink<Pair<K, V>> sink(Configuration conf) {
    return null;
  }
}
