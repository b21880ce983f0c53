package dev.tandem.mapreduce.api.lib;

import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Sink;
import dev.tandem.contract.job.OutputFolder;
import dev.tandem.formats.KeyValueSink;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.OutputFormat;

/**
 * Binary files of keys and values, each with the tag of its class, split and checked by their
 * reader: what Hadoop's {@code SequenceFileOutputFormat} is. Keys and values are those that need no
 * declaring.
 *
 * @param <K> keys
 * @param <V> values
 */
public class KeyValueFileOutputFormat<K, V> extends OutputFormat<K, V> {
  @Override
  @SuppressWarnings("unchecked") // the codec takes every class that has one
  public Sink<Pair<K, V>> sink(Configuration conf) {
    Sink<?> sink = KeyValueSink.to(new OutputFolder(""), Codecs.dynamic(), Codecs.dynamic());
    return (Sink<Pair<K, V>>) sink;
  }
}
