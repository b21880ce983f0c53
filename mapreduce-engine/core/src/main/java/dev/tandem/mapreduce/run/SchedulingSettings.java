package dev.tandem.mapreduce.run;

import dev.tandem.cluster.Speculation;
import dev.tandem.cluster.TaskPolicy;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.mapreduce.shuffle.Defaults;
import dev.tandem.mapreduce.shuffle.NumberRule;

/**
 * Twin of the RDD engine's {@code SchedulerSettings}: how tasks are scheduled, under Hadoop's names
 * here and Spark's there.
 *
 * @param maps the policy of map tasks: {@code mapreduce.map.speculative} (false, here also with
 *     Hadoop's defaults), {@code mapreduce.job.speculative.slowtaskthreshold} (1.0), {@code
 *     mapreduce.task.timeout} (milliseconds; 0 for ever, Hadoop's default 600000), {@code
 *     mapreduce.job.maxtaskfailures.per.tracker} (3), {@code mapreduce.map.maxattempts} (as for the
 *     whole run), {@code mapreduce.map.failures.maxpercent} (0), {@code
 *     mapreduce.job.running.map.limit} (0: none); how many slow tasks are tried again at a time:
 *     {@code mapreduce.job.speculative.speculative-cap-running-tasks} (0.1), {@code
 *     mapreduce.job.speculative.speculative-cap-total-tasks} (0.01), {@code
 *     mapreduce.job.speculative.minimum-allowed-tasks} (10)
 * @param reduces the policy of reduce tasks: {@code mapreduce.reduce.speculative} and the others
 * @param skips whether bad records are left out: {@code mapreduce.map.skip.maxrecords} above 0; its
 *     default is 0. Hadoop leaves out up to so many records around a bad one, this engine the bad
 *     one alone
 * @param skipsGroups whether groups on which a reduce function fails are left out: {@code
 *     mapreduce.reduce.skip.maxgroups} above 0; its default is 0. Again the bad group alone
 * @param skipsFrom the attempt from which on: {@code mapreduce.task.skip.start.attempts}, 2
 * @param uber when a round runs in one slot, one task after the other
 */
record SchedulingSettings(
    TaskPolicy maps,
    TaskPolicy reduces,
    boolean skips,
    boolean skipsGroups,
    int skipsFrom,
    Uber uber) {
  private static final String MAP_SPECULATIVE = "mapreduce.map.speculative";
  private static final String REDUCE_SPECULATIVE = "mapreduce.reduce.speculative";
  private static final String SLOWNESS = "mapreduce.job.speculative.slowtaskthreshold";
  private static final String TIMEOUT = "mapreduce.task.timeout";
  private static final String NODE_FAILURES = "mapreduce.job.maxtaskfailures.per.tracker";
  private static final String SKIP = "mapreduce.map.skip.maxrecords";
  private static final String SKIP_GROUPS = "mapreduce.reduce.skip.maxgroups";
  private static final String SKIP_FROM = "mapreduce.task.skip.start.attempts";
  private static final String UBER = "mapreduce.job.ubertask.enable";
  private static final String UBER_MAPS = "mapreduce.job.ubertask.maxmaps";
  private static final String UBER_REDUCES = "mapreduce.job.ubertask.maxreduces";
  private static final String UBER_BYTES = "mapreduce.job.ubertask.maxbytes";
  private static final String MAP_ATTEMPTS = "mapreduce.map.maxattempts";
  private static final String REDUCE_ATTEMPTS = "mapreduce.reduce.maxattempts";
  private static final String MAP_FAILURES = "mapreduce.map.failures.maxpercent";
  private static final String REDUCE_FAILURES = "mapreduce.reduce.failures.maxpercent";
  private static final String MAP_LIMIT = "mapreduce.job.running.map.limit";
  private static final String REDUCE_LIMIT = "mapreduce.job.running.reduce.limit";
  private static final String CAP_RUNNING =
      "mapreduce.job.speculative.speculative-cap-running-tasks";
  private static final String CAP_TOTAL = "mapreduce.job.speculative.speculative-cap-total-tasks";
  private static final String CAP_LEAST = "mapreduce.job.speculative.minimum-allowed-tasks";
  private static final int HADOOP_TIMEOUT = 600_000;
  private static final long BLOCK = 128 << 20;

  /**
   * Which rounds are so small that they run in one slot, one task after the other: each is tried
   * once.
   *
   * @param enabled whether any does: {@code mapreduce.job.ubertask.enable}, false
   * @param maps at most: {@code mapreduce.job.ubertask.maxmaps}, 9
   * @param reduces at most: {@code mapreduce.job.ubertask.maxreduces}, 1
   * @param bytes of input at most: {@code mapreduce.job.ubertask.maxbytes}, 128 MB
   */
  record Uber(boolean enabled, int maps, int reduces, long bytes) {
    /** Whether a round is one of them. */
    boolean takes(int mapTasks, int reduceTasks, long inputBytes) {
      return enabled && mapTasks <= maps && reduceTasks <= reduces && inputBytes <= bytes;
    }

    /** The policy of its tasks. */
    TaskPolicy policy() {
      return TaskPolicy.DEFAULT.withWidth(1).withAttempts(1);
    }
  }

  /**
   * Reads the switches.
   *
   * @throws IllegalArgumentException for a value that cannot be; names switch, value and rule
   */
  static SchedulingSettings of(RunOptions options) {
    boolean hadoop = Defaults.of(options) == Defaults.HADOOP;
    TaskPolicy policy =
        TaskPolicy.DEFAULT
            .withTimeout(whole(options, TIMEOUT, 0, hadoop ? HADOOP_TIMEOUT : 0))
            .withNodeFailures((int) whole(options, NODE_FAILURES, 0, 3));
    return new SchedulingSettings(
        policy
            .withSpeculation(speculation(options, MAP_SPECULATIVE))
            .withAttempts((int) whole(options, MAP_ATTEMPTS, 1, options.attempts()))
            .withWidth(width(options, MAP_LIMIT))
            .withFailedPercent(percent(options, MAP_FAILURES)),
        policy
            .withSpeculation(speculation(options, REDUCE_SPECULATIVE))
            .withAttempts((int) whole(options, REDUCE_ATTEMPTS, 1, options.attempts()))
            .withWidth(width(options, REDUCE_LIMIT))
            .withFailedPercent(percent(options, REDUCE_FAILURES)),
        whole(options, SKIP, 0, 0) > 0,
        whole(options, SKIP_GROUPS, 0, 0) > 0,
        (int) whole(options, SKIP_FROM, 0, 2),
        new Uber(
            flag(options, UBER),
            (int) whole(options, UBER_MAPS, 0, 9),
            (int) whole(options, UBER_REDUCES, 0, 1),
            whole(options, UBER_BYTES, 0, BLOCK)));
  }

  /** Hadoop's rule; null if slow tasks are not tried again. */
  private static Speculation speculation(RunOptions options, String enabled) {
    Speculation rule =
        new Speculation.Hadoop(
            NumberRule.of("0 or more", n -> n >= 0).read(SLOWNESS, options.conf(SLOWNESS, ""), 1),
            NumberRule.fraction().read(CAP_RUNNING, options.conf(CAP_RUNNING, ""), 0.1),
            NumberRule.fraction().read(CAP_TOTAL, options.conf(CAP_TOTAL, ""), 0.01),
            (int) whole(options, CAP_LEAST, 0, 10));
    return flag(options, enabled) ? rule : null;
  }

  private static int width(RunOptions options, String name) {
    long limit = whole(options, name, 0, 0);
    return limit == 0 ? Integer.MAX_VALUE : (int) limit;
  }

  private static double percent(RunOptions options, String name) {
    return NumberRule.of("from 0 to 100", n -> n >= 0 && n <= 100)
        .read(name, options.conf(name, ""), 0);
  }

  /** The policy of the map tasks of a round that is small, or not. */
  TaskPolicy ofMaps(boolean small) {
    return small ? uber.policy() : maps;
  }

  /** The policy of its reduce tasks. */
  TaskPolicy ofReduces(boolean small) {
    return small ? uber.policy() : reduces;
  }

  /** The attempt from which on bad records are left out of map tasks; a huge number for none. */
  int skipsRecordsFrom() {
    return skips ? skipsFrom : Integer.MAX_VALUE;
  }

  /** The attempt from which on bad groups are left out of reduce tasks. */
  int skipsGroupsFrom() {
    return skipsGroups ? skipsFrom : Integer.MAX_VALUE;
  }

  private static long whole(RunOptions options, String name, long least, long otherwise) {
    return (long)
        NumberRule.wholeFrom(least).read(name, options.conf(name, ""), (double) otherwise);
  }

  private static boolean flag(RunOptions options, String name) {
    String typed = options.conf(name, "false");
    if (!typed.equals("true") && !typed.equals("false")) {
      throw new IllegalArgumentException(name + " is '" + typed + "', it must be true or false");
    }
    return typed.equals("true");
  }
}
