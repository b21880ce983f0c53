package dev.tandem.datasets.generate;

/**
 * What {@link Users} have spent on visits, short rows to be joined with them: {@code
 * user,page,revenue,duration}.
 *
 * <p>Users follow a Zipf-like law, user 0 the busiest. Strangers, who are in no table of users,
 * have names that begin with {@code x}. With a size in bytes the last number is filled up with
 * leading zeros.
 */
public final class UserVisits implements Generator {
  private static final double USER_EXPONENT = 0.7;
  private static final int PAGES = 10_000;
  private static final int MAX_CENTS = 100_000;
  private static final int MAX_DURATION = 600;

  @Override
  public RecordSource open(Params params, long seed, DataSize size) {
    PowerLaw users = new PowerLaw(params.integer("users", 1, 1_000_000_000_000L), USER_EXPONENT);
    double strangers = params.decimal("strangers", 0, 1);
    return new Source(users, strangers, SplitMix64.stream(seed, 9));
  }

  private static final class Source implements RecordSource {
    private final PowerLaw users;
    private final double strangers;
    private final SplitMix64 random;

    Source(PowerLaw users, double strangers, SplitMix64 random) {
      this.users = users;
      this.strangers = strangers;
      this.random = random;
    }

    @Override
    public void next(ByteLine line) {
      line.append(random.nextDouble() < strangers ? 'x' : 'u');
      line.appendLong(users.draw(random.nextDouble()));
      line.append(',');
      line.append('p');
      line.appendLong(random.nextInt(PAGES));
      line.append(',');
      line.appendFixed(random.nextInt(MAX_CENTS), 2);
      line.append(',');
      line.appendLong(1 + random.nextInt(MAX_DURATION));
      line.append('\n');
    }

    @Override
    public void fill(ByteLine last, ByteLine overflow, int missing) {
      Rows.requireRow("user-visits", last, overflow, missing);
      Rows.padLastInteger(last, missing);
    }
  }
}
