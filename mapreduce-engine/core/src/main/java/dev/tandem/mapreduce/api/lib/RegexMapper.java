package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.Mapper;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Emits what matches a regular expression in a text with 1: {@code mapreduce.mapper.regex}, and of
 * it the group {@code mapreduce.mapper.regexmapper..group}.
 *
 * @param <K> keys of the input
 */
public class RegexMapper<K> extends Mapper<K, String, String, Long> {
  /** The regular expression. */
  public static final String PATTERN = "mapreduce.mapper.regex";

  /** The number of its group that is emitted: 0 for all that matches. */
  public static final String GROUP = "mapreduce.mapper.regexmapper..group";

  private Pattern pattern;
  private int group;

  @Override
  protected void setup(Context context) {
    String expression = context.getConfiguration().get(PATTERN);
    if (expression == null) {
      throw new IllegalArgumentException(PATTERN + " is not set");
    }
    pattern = Pattern.compile(expression);
    group = context.getConfiguration().getInt(GROUP, 0);
  }

  @Override
  protected void map(K key, String value, Context context)
      throws IOException, InterruptedException {
    Matcher matcher = pattern.matcher(value);
    while (matcher.find()) {
      context.write(matcher.group(group), 1L);
    }
  }
}
