package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.Mapper;
import java.io.IOException;
import java.util.StringTokenizer;

/** Emits each word of a text (between spaces, tabs and line ends) with 1. */
public class TokenCounterMapper extends Mapper<Object, String, String, Integer> {
  @Override
  protected void map(Object key, String value, Context context)
      throws IOException, InterruptedException {
    StringTokenizer words = new StringTokenizer(value);
    while (words.hasMoreTokens()) {
      context.write(words.nextToken(), 1);
    }
  }
}
