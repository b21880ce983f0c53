package dev.tandem.datasets.generate;

/**
 * Points around {@code k} centres, one a line, coordinates with four decimals between blanks.
 *
 * <p>Centres lie uniformly in the cube from -100 to 100; each point takes a centre at random and
 * adds Gaussian noise of deviation {@code spread} to each coordinate. With a size in bytes the last
 * coordinate is filled up with zeros, which leave its value as it is.
 */
public final class Points implements Generator {
  private static final int DECIMALS = 4;
  private static final double SCALE = 10_000;
  private static final double HALF_SIDE = 100;

  @Override
  public RecordSource open(Params params, long seed, DataSize size) {
    int dims = (int) params.integer("dims", 1, 100_000);
    int k = (int) params.integer("k", 1, 100_000);
    double spread = params.decimal("spread", 0, 1_000_000);
    return new Cloud(dims, k, spread, seed);
  }

  private static final class Cloud implements RecordSource {
    private final double[][] centres;
    private final double spread;
    private final SplitMix64 random;

    Cloud(int dims, int k, double spread, long seed) {
      this.spread = spread;
      this.random = SplitMix64.stream(seed, 4);
      this.centres = new double[k][dims];
      for (double[] centre : centres) {
        for (int i = 0; i < dims; i++) {
          centre[i] = (2 * random.nextDouble() - 1) * HALF_SIDE;
        }
      }
    }

    @Override
    public void next(ByteLine line) {
      double[] centre = centres[random.nextInt(centres.length)];
      for (int i = 0; i < centre.length; i++) {
        double value = centre[i] + spread * random.nextGaussian();
        line.appendFixed((long) Math.floor(value * SCALE + 0.5), DECIMALS);
        line.append(i + 1 < centre.length ? ' ' : '\n');
      }
    }

    @Override
    public void fill(ByteLine last, ByteLine overflow, int missing) {
      Rows.requireRow("points", last, overflow, missing);
      last.truncate(last.length() - 1);
      last.fill('0', missing);
      last.append('\n');
    }
  }
}
