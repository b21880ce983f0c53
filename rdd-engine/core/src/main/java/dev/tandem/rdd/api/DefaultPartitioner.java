package dev.tandem.rdd.api;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The partitioner of a shuffle that names none: Spark's {@code Partitioner.defaultPartitioner}. The
 * largest one upstream if it is not too small, so that what is placed stays where it is; else
 * hashes into as many partitions as the options say, or as the largest RDD upstream has.
 */
final class DefaultPartitioner {
  private DefaultPartitioner() {}

  static Partitioner of(RddLike<?>... rdds) {
    List<RddLike<?>> all = List.of(rdds);
    int most = all.stream().mapToInt(RddLike::getNumPartitions).max().orElse(1);
    RddContext context = all.get(0).context;
    int wanted = context.parallelismIsSet() ? context.defaultParallelism() : Math.max(1, most);
    Optional<Partitioner> largest =
        all.stream()
            .flatMap(rdd -> rdd.partitioner().stream())
            .max(Comparator.comparingInt(Partitioner::numPartitions));
    return Stream.concat(
            largest.filter(found -> isEligible(found, most, wanted)).stream(),
            Stream.of(new HashPartitioner(wanted)))
        .findFirst()
        .orElseThrow();
  }

  /** Within one order of magnitude of the largest RDD, or no smaller than what is wanted. */
  private static boolean isEligible(Partitioner partitioner, int most, int wanted) {
    int partitions = partitioner.numPartitions();
    return Math.log10(most) - Math.log10(partitions) < 1 || wanted <= partitions;
  }
}
