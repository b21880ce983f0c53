package dev.tandem.mapreduce.api.lib;

import dev.tandem.mapreduce.api.Configurable;
import dev.tandem.mapreduce.api.Configuration;
import dev.tandem.mapreduce.api.MapReduceJob;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Orders keys by parts of their text: Hadoop's {@code KeyFieldBasedComparator}, for {@code
 * setSortComparatorClass} and {@code setGroupingComparatorClass}. The options are some of the
 * {@code sort} of Unix:
 *
 * <ul>
 *   <li>{@code -k pos1[,pos2]}: a part of the key, as often as wanted, the most important one
 *       first. A position is {@code field[.character]}, both counted from 1; without a character
 *       pos1 is the beginning of its field and pos2 its end, as with character 0; without pos2 the
 *       part ends with the key. Characters are bytes of UTF-8.
 *   <li>{@code -n}: parts are numbers, with a minus and decimals where they have them, {@code -r}:
 *       larger ones first, {@code -nr}: both; for all parts that do not say {@code n} or {@code r}
 *       themselves: {@code -k2,2nr}.
 * </ul>
 *
 * <p>Fields are separated by a tabulator, or by {@code mapreduce.map.output.key.field.separator}.
 * Bytes are compared as unsigned numbers. A key that lacks a part comes before those that have it;
 * so does, as in Hadoop, one whose part ends before it begins, if it is compared as text. Without
 * options whole keys are compared.
 *
 * <p>Where Hadoop's class gives no order, this one does: two keys without a part are equal in it
 * (there each is less than the other), text counts as the number that it begins with, 0 if there is
 * none (there what follows the number decides sometimes), and {@code 5}, {@code 05} and {@code 5.0}
 * are one number (there 5 equals 5.0, and 5.0 equals 05, but 05 is less than 5). A separator of
 * several bytes separates every field, not the first two only. What is no option is refused, where
 * Hadoop passes over some of it.
 *
 * @param <K> keys of the map output, taken as the text of their {@code toString}
 */
public class KeyFieldBasedComparator<K> implements Comparator<K>, Configurable {
  /** The setting that holds the options. */
  public static final String COMPARATOR_OPTIONS = "mapreduce.partition.keycomparator.options";

  private KeyFieldOptions options = new KeyFieldOptions(new Configuration(), COMPARATOR_OPTIONS);

  /** Sets the options: {@code -k1,1 -k2,2nr}. */
  public static void setKeyFieldComparatorOptions(MapReduceJob job, String keySpec) {
    job.getConfiguration().set(COMPARATOR_OPTIONS, keySpec);
  }

  /** The options, or null. */
  public static String getKeyFieldComparatorOption(MapReduceJob job) {
    return job.getConfiguration().get(COMPARATOR_OPTIONS);
  }

  /**
   * Reads the options.
   *
   * @throws IllegalArgumentException if they cannot be read; names them
   */
  @Override
  public void setConf(Configuration conf) {
    options = new KeyFieldOptions(conf, COMPARATOR_OPTIONS);
  }

  @Override
  public int compare(K a, K b) {
    KeyText left = options.text(a);
    KeyText right = options.text(b);
    if (options.parts().isEmpty()) {
      return Arrays.compareUnsigned(left.bytes(), right.bytes());
    }
    for (KeyField part : options.parts()) {
      int c = compare(part, left, right);
      if (c != 0) {
        return part.reverse() ? -c : c;
      }
    }
    return 0;
  }

  private static int compare(KeyField part, KeyText left, KeyText right) {
    int fromA = part.begin(left);
    int fromB = part.begin(right);
    if (fromA < 0 || fromB < 0) {
      return Boolean.compare(fromA >= 0, fromB >= 0);
    }
    int toA = part.end(left);
    int toB = part.end(right);
    byte[] a = left.bytes();
    byte[] b = right.bytes();
    if (part.numeric()) {
      return NumberText.of(a, fromA, toA).compareTo(NumberText.of(b, fromB, toB));
    }
    return toA < fromA || toB < fromB
        ? Integer.compare(toA - fromA, toB - fromB)
        : Integer.signum(Arrays.compareUnsigned(a, fromA, toA, b, fromB, toB));
  }
}
