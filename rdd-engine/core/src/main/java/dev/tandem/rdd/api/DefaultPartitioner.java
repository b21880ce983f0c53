package dev.tandem.rdd.api;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;

/** The rule of {@link Partitioner#defaultPartitioner}. */
final class DefaultPartitioner {
  private DefaultPartitioner() {}

  static Partitioner of(RddLike<?> rdd, RddLike<?>... others) {
    List<RddLike<?>> all = Stream.concat(Stream.of(rdd), Arrays.stream(others)).toList();
    int most = Math.max(1, all.stream().mapToInt(RddLike::getNumPartitions).max().orElse(1));
    int wanted = rdd.context.parallelismIsSet() ? rdd.context.defaultParallelism() : most;
    // of equally large ones the first, as Spark has it
    Optional<Partitioner> largest =
        all.stream()
            .flatMap(each -> each.partitioner().stream())
            .reduce(BinaryOperator.maxBy(Comparator.comparingInt(Partitioner::numPartitions)));
    return largest
        .filter(found -> isEligible(found, most) || wanted <= found.numPartitions())
        .orElseGet(() -> new HashPartitioner(wanted));
  }

  /** Within one order of magnitude of the largest RDD, strictly. */
  private static boolean isEligible(Partitioner partitioner, int most) {
    return Math.log10(most) - Math.log10(partitioner.numPartitions()) < 1;
  }
}
