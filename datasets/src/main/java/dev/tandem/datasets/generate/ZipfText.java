package dev.tandem.datasets.generate;

/**
 * Lines of 10 to 20 words; the word of rank r comes with a probability proportional to {@code
 * r^-exponent}.
 *
 * <p>Style {@code plain}: lower-case ASCII words between single blanks, so that the tokens are
 * exactly the vocabulary. Style {@code prose}: sentences with capitals, commas and full stops, and
 * an accented letter in every 16th word of the vocabulary, so that ways of cutting tokens differ.
 *
 * <p>With a size in bytes the last line is cut to fit; it ends with a letter and a newline.
 */
public final class ZipfText implements Generator {
  private static final int SHORTEST_LINE = 10;
  private static final int LINE_SPREAD = 11;

  @Override
  public RecordSource open(Params params, long seed, DataSize size) {
    int vocabulary = (int) params.integer("vocabulary", 1, 10_000_000);
    double exponent = params.decimal("exponent", 0, 10);
    boolean prose = params.choice("style", "plain", "prose").equals("prose");
    return new Text(
        new WordList(vocabulary, prose),
        AliasTable.zipf(vocabulary, exponent),
        SplitMix64.stream(seed, 1),
        prose);
  }

  private static final class Text implements RecordSource {
    private final WordList words;
    private final AliasTable ranks;
    private final SplitMix64 random;
    private final boolean prose;
    private boolean sentenceStart = true;

    Text(WordList words, AliasTable ranks, SplitMix64 random, boolean prose) {
      this.words = words;
      this.ranks = ranks;
      this.random = random;
      this.prose = prose;
    }

    @Override
    public void next(ByteLine line) {
      int count = SHORTEST_LINE + random.nextInt(LINE_SPREAD);
      for (int i = 0; i < count; i++) {
        int start = line.length();
        words.append(ranks.draw(random.nextLong()), line);
        if (prose) {
          punctuate(line, start);
        }
        line.append(i + 1 < count ? ' ' : '\n');
      }
    }

    private void punctuate(ByteLine line, int start) {
      if (sentenceStart) {
        line.set(start, (byte) (line.get(start) - 'a' + 'A'));
      }
      int chance = random.nextInt(32);
      sentenceStart = chance < 3;
      if (sentenceStart) {
        line.append('.');
      } else if (chance < 5) {
        line.append(',');
      }
    }

    @Override
    public void fill(ByteLine last, ByteLine overflow, int missing) {
      int cut = missing - 1;
      int whole = cut;
      // A cut inside a UTF-8 sequence (continuation bytes are 10xxxxxx) goes back to its start.
      while (whole > 0 && (overflow.get(whole) & 0xC0) == 0x80) {
        whole--;
      }
      if (whole > 0 && overflow.get(whole - 1) == ' ') {
        whole--;
      }
      last.append(overflow.array(), 0, whole);
      last.fill('e', cut - whole);
      last.append('\n');
    }
  }
}
