package dev.tandem.datasets.generate;

/**
 * Points of two classes, one a line: the label, 1 or -1, then coordinates with four decimals, all
 * between blanks.
 *
 * <p>The classes are equally likely; each coordinate is the label times {@code distance} plus
 * Gaussian noise of deviation 1, as in Spark's example SparkLR, whose distance is 0.7. With a size
 * in bytes the last coordinate is filled up with zeros, which leave its value as it is.
 */
public final class LabelledPoints implements Generator {
  private static final int DECIMALS = 4;
  private static final double SCALE = 10_000;

  @Override
  public RecordSource open(Params params, long seed, DataSize size) {
    int dims = (int) params.integer("dims", 1, 100_000);
    double distance = params.decimal("distance", 0, 1_000_000);
    return new Classes(dims, distance, seed);
  }

  private static final class Classes implements RecordSource {
    private final int dims;
    private final double distance;
    private final SplitMix64 random;

    Classes(int dims, double distance, long seed) {
      this.dims = dims;
      this.distance = distance;
      this.random = SplitMix64.stream(seed, 7);
    }

    @Override
    public void next(ByteLine line) {
      int label = 2 * random.nextInt(2) - 1;
      line.appendLong(label);
      for (int i = 0; i < dims; i++) {
        double value = label * distance + random.nextGaussian();
        line.append(' ');
        line.appendFixed((long) Math.floor(value * SCALE + 0.5), DECIMALS);
      }
      line.append('\n');
    }

    @Override
    public void fill(ByteLine last, ByteLine overflow, int missing) {
      Rows.requireRow("labelled-points", last, overflow, missing);
      last.truncate(last.length() - 1);
      last.fill('0', missing);
      last.append('\n');
    }
  }
}
