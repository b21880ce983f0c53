package dev.tandem.rdd.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.ComputedSource;
import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.lineage.Lineage;
import dev.tandem.rdd.lineage.LineagePrinter;
import dev.tandem.rdd.lineage.PartitionsRdd;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.store.StorageLevel;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lineages that are long, and lineages to whose beginning very many ways lead. */
@Timeout(300)
class DeepLineageTest {
  private static final int LEVELS = 30;

  @TempDir Path folder;

  private final Numbers numbers = Numbers.of(2, 10);

  /** Both sides are the same RDD: 2^levels ways to its beginning. */
  private static RddNode zippedWithItself(RddNode rdd, int id) {
    PartitionsRdd.Function first = (partition, parents) -> parents.get(0);
    return new PartitionsRdd(
        new Operation.Read(id, "zip", new ComputedSource(Codecs.dynamic())),
        List.of(new OneToOne(rdd), new OneToOne(rdd)),
        rdd::partitions,
        Closure.of("zip", first),
        null,
        partition -> -1);
  }

  @Test
  void thirtyNestedSelfZipsArePlannedAtOnceAndRead() {
    try (Program program = new Program(folder, options -> options)) {
      RddNode zipped = program.read(numbers);
      for (int i = 0; i < LEVELS; i++) {
        zipped = zippedWithItself(zipped, 1000 + i);
      }
      assertThat(zipped.preferredNode(1, program.store())).isEqualTo(-1);
      assertThat(Lineage.shuffles(zipped, rdd -> true)).isEmpty();
      assertThat(LineagePrinter.print(zipped, rdd -> false).lines()).hasSize(2 * LEVELS + 1);
      assertThat(program.collect(zipped)).hasSize(20);
      assertThat(numbers.opened().count())
          .as("a side that is not read is not computed")
          .isEqualTo(2);
    }
  }

  @Test
  void thirtyNestedSelfGroupingsRunEachShuffleOnce() {
    try (Program program = new Program(folder, options -> options)) {
      RddNode sums = program.keyBy(program.read(numbers), 4);
      for (int i = 0; i < LEVELS; i++) {
        RddNode both = program.group(i % 2 + 2, sums, sums);
        sums =
            program.step(
                "both",
                both,
                (key, value, out) -> {
                  long sum = 0;
                  for (int side = 0; side < 2; side++) {
                    var values = ((dev.tandem.contract.plan.CoGroup) value).values(side);
                    while (values.hasNext()) {
                      sum += (Long) values.next();
                    }
                  }
                  out.emit(key, sum / 2);
                },
                true);
      }
      assertThat(program.pairs(sums)).containsExactly("0=40", "1=45", "2=50", "3=55");
      assertThat(program.get(Measure.UNITS)).isEqualTo(2 * LEVELS + 1);
      assertThat(program.get(Measure.RECOMPUTED_TASKS)).isZero();
    }
  }

  @Test
  void unionsOfAnRddWithItselfShareItsShuffle() {
    try (Program program = new Program(folder, options -> options)) {
      RddNode diamond = program.sum(3, program.keyBy(program.read(numbers), 4));
      for (int i = 0; i < 6; i++) {
        diamond = program.union(diamond, diamond);
      }
      assertThat(program.collect(diamond)).hasSize(4 * 64);
      assertThat(program.stages()).containsExactly("sum 2", "collect 192");
      assertThat(numbers.opened().count()).isEqualTo(2);
    }
  }

  @Test
  void tenThousandStepsAreComputedKeptAndCut() {
    try (Program program = new Program(folder, options -> options)) {
      RddNode steps = program.read(numbers);
      for (int i = 0; i < 10_000; i++) {
        steps = program.map(steps, n -> (Long) n + 1);
      }
      program.store().persist(steps.id(), StorageLevel.DISK_ONLY);
      List<Object> expected = IntStream.range(0, 20).mapToObj(i -> (Object) (i + 10_000L)).toList();
      assertThat(program.collect(steps)).isEqualTo(expected);
      new Checkpoints(program.runtime, program.jobs).write(steps, folder + "/deep");
      program.store().release(steps.id());
      assertThat(program.collect(steps)).isEqualTo(expected);
      assertThat(numbers.opened().count()).isEqualTo(2);
    }
  }
}
