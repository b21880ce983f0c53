package dev.tandem.datasets.generate;

/**
 * The pages that {@link Visits} go to: {@code pageURL,pageRank,avgDuration}, the rankings table of
 * Pavlo et al., "A comparison of approaches to large-scale data analysis", SIGMOD 2009.
 *
 * <p>Row i is page i: as many rows as {@code visits} has {@code pages} match every visit. With a
 * size in bytes the last number is filled up with leading zeros.
 */
public final class Rankings implements Generator {
  private static final long MAX_RANK = 100_000;
  private static final double RANK_EXPONENT = 1.5;
  private static final int MAX_DURATION = 600;

  @Override
  public RecordSource open(Params params, long seed, DataSize size) {
    return new Source(SplitMix64.stream(seed, 5));
  }

  private static final class Source implements RecordSource {
    private final Pages pages = new Pages();
    private final PowerLaw ranks = new PowerLaw(MAX_RANK, RANK_EXPONENT);
    private final SplitMix64 random;
    private long page;

    Source(SplitMix64 random) {
      this.random = random;
    }

    @Override
    public void next(ByteLine line) {
      pages.appendUrl(page++, line);
      line.append(',');
      line.appendLong(1 + ranks.draw(random.nextDouble()));
      line.append(',');
      line.appendLong(1 + random.nextInt(MAX_DURATION));
      line.append('\n');
    }

    @Override
    public void fill(ByteLine last, ByteLine overflow, int missing) {
      Rows.requireRow("rankings", last, overflow, missing);
      Rows.padLastInteger(last, missing);
    }
  }
}
