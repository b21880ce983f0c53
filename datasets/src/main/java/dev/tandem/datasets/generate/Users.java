package dev.tandem.datasets.generate;

/**
 * The users that {@link UserVisits} refer to, each in a group: {@code user,group,age}.
 *
 * <p>Row i is user i: as many rows as {@code user-visits} has {@code users} know everybody but
 * strangers. Groups are of different sizes, after Zipf's law. With a size in bytes the last number
 * is filled up with leading zeros.
 */
public final class Users implements Generator {
  private static final int MAX_GROUPS = 1_000_000;
  private static final int YOUNGEST = 18;
  private static final int OLDEST = 90;

  @Override
  public RecordSource open(Params params, long seed, DataSize size) {
    int groups = (int) params.integer("groups", 1, MAX_GROUPS);
    return new Source(AliasTable.zipf(groups, 0.5), SplitMix64.stream(seed, 8));
  }

  private static final class Source implements RecordSource {
    private final AliasTable groups;
    private final SplitMix64 random;
    private long user;

    Source(AliasTable groups, SplitMix64 random) {
      this.groups = groups;
      this.random = random;
    }

    @Override
    public void next(ByteLine line) {
      line.append('u');
      line.appendLong(user++);
      line.append(',');
      line.append('g');
      line.appendLong(groups.draw(random.nextLong()));
      line.append(',');
      line.appendLong(YOUNGEST + random.nextInt(OLDEST - YOUNGEST + 1));
      line.append('\n');
    }

    @Override
    public void fill(ByteLine last, ByteLine overflow, int missing) {
      Rows.requireRow("users", last, overflow, missing);
      Rows.padLastInteger(last, missing);
    }
  }
}
