package dev.tandem.datasets.generate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Distinct, pronounceable words by rank, as UTF-8 bytes in one array.
 *
 * <p>The word of a rank never depends on a seed or on the size of the list, so that texts of
 * different seeds share their words. Frequent words are short (Zipf's law of abbreviation): the
 * length grows with the logarithm of the rank, by one letter either way.
 */
final class WordList {
  private static final String CONSONANTS = "bcdfghjklmnprstvwz";
  private static final String ENDINGS = "dklmnrst";
  private static final String VOWELS = "aeiouaeio";
  private static final String[] CLUSTERS =
      "br ch cl cr dr fl fr gr pl pr sh sl sp st th tr nd nt st rm".split(" ");
  private static final String[] PLAIN = {"a", "e", "i", "o", "u"};
  private static final String[] ACCENTED = {"\u00e1", "\u00e9", "\u00ef", "\u00f6", "\u00fc"};
  private static final double SHORTEST = 2.6;
  private static final double GROWTH = 0.78;
  private static final int ACCENT_EVERY = 16;

  private final byte[] bytes;
  private final int[] ends;

  /** The first {@code count} words; every 16th has an accented letter if so wanted. */
  WordList(int count, boolean accents) {
    SplitMix64 random = new SplitMix64(1);
    Set<String> seen = new HashSet<>(count * 2);
    byte[] all = new byte[count * 16];
    ends = new int[count + 1];
    for (int rank = 0; rank < count; rank++) {
      String word = distinct(random, rank, seen);
      byte[] encoded =
          (accents && rank % ACCENT_EVERY == ACCENT_EVERY - 1 ? accented(word) : word)
              .getBytes(StandardCharsets.UTF_8);
      ends[rank + 1] = ends[rank] + encoded.length;
      if (ends[rank + 1] > all.length) {
        all = Arrays.copyOf(all, all.length * 2);
      }
      System.arraycopy(encoded, 0, all, ends[rank], encoded.length);
    }
    bytes = Arrays.copyOf(all, ends[count]);
  }

  private static String distinct(SplitMix64 random, int rank, Set<String> seen) {
    double mean = SHORTEST + GROWTH * StrictMath.log(rank + 1.0) / StrictMath.log(2);
    int letters = (int) (mean + 2 * random.nextDouble() - 0.5);
    for (int attempt = 1; ; attempt++) {
      String word = word(random, Math.max(2, letters));
      if (seen.add(word)) {
        return word;
      }
      if (attempt % 8 == 0) {
        letters++;
      }
    }
  }

  /** Syllables of one or two consonants and a vowel; a last lone letter is a soft consonant. */
  private static String word(SplitMix64 random, int letters) {
    StringBuilder word = new StringBuilder(letters);
    while (letters - word.length() >= 2) {
      if (letters - word.length() >= 3 && random.nextInt(4) == 0) {
        // The last four clusters do not begin a word.
        word.append(CLUSTERS[random.nextInt(CLUSTERS.length - (word.isEmpty() ? 4 : 0))]);
      } else {
        word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
      }
      word.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    if (word.length() < letters) {
      word.append(ENDINGS.charAt(random.nextInt(ENDINGS.length())));
    }
    return word.toString();
  }

  /** Replaces one sort of vowel; the first letter is a consonant and stays. */
  private static String accented(String word) {
    for (int i = 0; i < PLAIN.length; i++) {
      if (word.contains(PLAIN[i])) {
        return word.replace(PLAIN[i], ACCENTED[i]);
      }
    }
    return word;
  }

  int size() {
    return ends.length - 1;
  }

  void append(int rank, ByteLine line) {
    line.append(bytes, ends[rank], ends[rank + 1] - ends[rank]);
  }

  String word(int rank) {
    return new String(bytes, ends[rank], ends[rank + 1] - ends[rank], StandardCharsets.UTF_8);
  }
}
