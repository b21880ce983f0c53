package dev.tandem.datasets.generate;

/**
 * The web pages that {@code visits} and {@code rankings} share: page i has the same URL in both.
 */
final class Pages {
  private static final int SALT = 3;
  private static final byte[] SCHEME = {'h', 't', 't', 'p', ':', '/', '/'};
  private static final String[] DOMAINS = {".example/", ".example.com/", ".example.org/", ".test/"};

  private final WordList words = new WordList(4000, false);

  /** The URL ends with the page's number in base 36, which makes it unique. */
  void appendUrl(long page, ByteLine line) {
    long bits = SplitMix64.mix(page * 0x9E3779B97F4A7C15L + SALT);
    line.append(SCHEME);
    words.append((int) ((bits & 0xFFFF) % words.size()), line);
    line.append(DOMAINS[(int) (bits >>> 16) & 3]);
    words.append((int) ((bits >>> 18 & 0xFFFF) % words.size()), line);
    line.append('/');
    line.append(Long.toString(page, 36));
    line.append(".html");
  }

  WordList words() {
    return words;
  }
}
