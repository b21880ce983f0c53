package dev.tandem.mapreduce.run;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Task;
import dev.tandem.cluster.TaskContext;
import dev.tandem.cluster.TaskPolicy;
import dev.tandem.cluster.TaskSet;
import dev.tandem.cluster.sampling.KeySampler;
import dev.tandem.cluster.sampling.SampleRule;
import dev.tandem.contract.flow.RangePartitioner;
import dev.tandem.contract.io.Codec;
import dev.tandem.contract.plan.Collector;
import dev.tandem.contract.plan.TaskScopes;
import dev.tandem.contract.plan.TaskStopped;
import dev.tandem.mapreduce.plan.FusedSteps;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Twin of the RDD engine's {@code BoundsSample}: a step before the round here, a stage of its own
 * there.
 *
 * <p>Finds the bounds of a sort before its round, by the {@link SampleRule}: tasks that run the map
 * function and look at the keys that come out (Hadoop's {@code InputSampler}).
 */
public final class BoundsSample {
  private BoundsSample() {}

  /**
   * The shuffle of {@code round} with bounds.
   *
   * @param cluster runs the tasks that look at keys
   * @param round whose shuffle needs a sample
   * @param slices of the round
   * @param feed reads them
   * @param policy how the tasks are scheduled; none of them may be missing
   * @param skipsFrom the attempt from which on bad records are left out; a huge number for none
   */
  public static PlannedShuffle resolve(
      Cluster cluster,
      Round round,
      List<Slice> slices,
      InputFeed feed,
      TaskPolicy policy,
      int skipsFrom) {
    PlannedShuffle shuffle = PlannedShuffle.of(round.shuffle());
    boolean shuffled = slices.stream().anyMatch(slice -> slice.input().from().shuffled());
    List<Integer> chosen = shuffled ? List.of() : SampleRule.splits(slices.size());
    List<Slice> looked = shuffled ? slices : chosen.stream().map(slices::get).toList();
    long limit = shuffled ? Long.MAX_VALUE : SampleRule.RECORDS;
    long seed = cluster.options().seed();
    KeySampler<Object> all = new KeySampler<>(shuffle.key(), seed);
    List<Look> tasks =
        looked.stream()
            .map(
                slice ->
                    new Look(
                        slice, feed, shuffle.key(), seed, limit, all, skipsFrom, new BadRecords()))
            .toList();
    String unit = "round " + round.number() + " sample: " + round.name();
    cluster.run(TaskSet.of(unit, tasks).scheduled(policy.withFailedPercent(0)));
    return shuffle.withBounds(all.bounds(shuffle.partitions(), range(shuffle).order()));
  }

  @SuppressWarnings("unchecked") // of the same keys
  private static RangePartitioner<Object> range(PlannedShuffle shuffle) {
    return (RangePartitioner<Object>) (Object) shuffle.partitioner();
  }

  /**
   * Looks at the keys of one slice. Samples are large: each is merged into that of all as soon as
   * its task has ended, and none is kept.
   */
  private record Look(
      Slice slice,
      InputFeed feed,
      Codec<Object> key,
      long seed,
      long limit,
      KeySampler<Object> all,
      int skipsFrom,
      BadRecords bad)
      implements Task<Void> {
    @Override
    public Void run(TaskContext context) throws IOException {
      KeySampler<Object> sampler = new KeySampler<>(key, seed);
      TaskStopped enough = new TaskStopped("enough keys were sampled");
      long[] seen = {0};
      try {
        look(
            context,
            (k, value) -> {
              sampler.offer(k);
              if (++seen[0] >= limit) {
                throw enough;
              }
            });
      } catch (TaskStopped e) {
        if (e != enough) {
          throw e;
        }
      }
      context.onAccepted(() -> all.merge(sampler));
      return null;
    }

    private void look(TaskContext context, Collector out) throws IOException {
      TaskScopes scopes = Scopes.uncounted(context);
      UnaryOperator<Collector> steps =
          end -> ((FusedSteps) slice.input().mapper()).open(scopes, end);
      if (context.attempt().number() < skipsFrom) {
        feed.look(context, slice, scopes, new Counted(context, steps.apply(out)));
        return;
      }
      SkippingFeed in = new SkippingFeed(bad, steps, steps, out);
      feed.look(context, slice, scopes, new Counted(context, in));
      in.finish();
    }
  }
}
