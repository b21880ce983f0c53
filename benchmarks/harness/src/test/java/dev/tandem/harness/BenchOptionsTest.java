package dev.tandem.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.JobCatalog;
import dev.tandem.datasets.generate.DataSize;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {
  private static final Schedule ONCE = new Schedule(1, 0, 1);

  @Test
  void unknownNamesAreRefusedWithTheNearest() {
    refused(List.of("wordcuont"), List.of("reference"))
        .hasMessageContaining("did you mean 'wordcount'?");
    refused(List.of("wordcount"), List.of("referenec"))
        .hasMessageContaining("did you mean 'reference'?");
    refused(List.of("wordcount"), List.of("baselin"))
        .hasMessageContaining("did you mean 'baseline'?");
    assertThatThrownBy(() -> Profile.of("tinny")).hasMessageContaining("did you mean 'tiny'?");
  }

  @Test
  void repeatedAndMissingNamesAreRefused() {
    refused(List.of("sort"), List.of("reference", "reference"))
        .hasMessage("engine 'reference' is named twice");
    refused(List.of("sort", "sort"), List.of("reference")).hasMessage("job 'sort' is named twice");
    refused(List.of(), List.of("reference")).hasMessage("no job is named");
    refused(List.of("sort"), List.of()).hasMessage("no engine is named");
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> refused(
      List<String> jobs, List<String> contenders) {
    return assertThatThrownBy(
            () ->
                new BenchOptions(
                    Profile.TINY,
                    jobs,
                    contenders,
                    ONCE,
                    Resources.defaults(),
                    1,
                    List.of(),
                    Path.of("unused")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Schedule(-1, 0, 1))
        .hasMessage("forks is -1, it must be at least 0");
    assertThatThrownBy(() -> new Schedule(1, -1, 1))
        .hasMessage("warmup is -1, it must be at least 0");
    assertThatThrownBy(() -> new Schedule(1, 0, 0))
        .hasMessage("iterations is 0, it must be at least 1");
    assertThatThrownBy(() -> new Resources(64 << 20, 65 << 20, 1, 2, 0, Map.of()))
        .hasMessageContaining("give a larger --heap");
    assertThatThrownBy(() -> new Resources(1000, 0, 1, 2, 0, Map.of()))
        .hasMessageContaining("at least 16 MB");
    assertThatThrownBy(() -> new Resources(0, 0, 1, 0, 0, Map.of()))
        .hasMessageContaining("slots is 0");
  }

  @Test
  void memoryIsHalfTheHeapUnlessGiven() {
    assertThat(new Resources(64 << 20, 0, 1, 2, 0, Map.of()).memory()).isEqualTo(32 << 20);
    assertThat(Resources.defaults().memory()).isEqualTo(Runtime.getRuntime().maxMemory() / 2);
  }

  @Test
  void everyShippedJobHasAWorkloadThatItAccepts() {
    Workloads workloads = new Workloads(DataSize.parse("1MB"), 1);
    JobCatalog catalog = JobCatalog.of(getClass().getClassLoader());
    for (String name : Workloads.JOBS) {
      Workload workload = workloads.of(name);
      Map<String, String> params = new LinkedHashMap<>(workload.params());
      workload.inputs().stream()
          .filter(input -> !input.param().isEmpty())
          .forEach(input -> params.put(input.param(), "x"));
      assertThat(JobArgs.of(catalog.job(name), List.of(), params)).as(name).isNotNull();
    }
  }

  @Test
  void forksGetTheArgumentsOfThisJvmWithoutAgentsAndWithTheirOwnHeap() {
    List<String> own =
        List.of("-Xms2g", "-Xmx2g", "-XX:+UseParallelGC", "-javaagent:x.jar", "-Dtandem.home=/x");
    assertThat(ForkJvm.arguments(own, 0))
        .containsExactly("-Xms2g", "-Xmx2g", "-XX:+UseParallelGC", "-Dtandem.home=/x");
    assertThat(ForkJvm.arguments(own, 1 << 30))
        .containsExactly(
            "-XX:+UseParallelGC", "-Dtandem.home=/x", "-Xms1073741824", "-Xmx1073741824");
  }

  @Test
  void estimatesAreRoundedForPeople() {
    assertThat(estimate(1, new Schedule(1, 0, 1))).isEqualTo("less than a minute");
    assertThat(estimate(10, new Schedule(2, 1, 4))).isEqualTo("about 2 minutes");
    assertThat(estimate(1000, new Schedule(2, 1, 4))).isEqualTo("about 3 hours");
  }

  private static String estimate(double seconds, Schedule schedule) {
    Estimate estimate = new Estimate();
    estimate.add("baseline", seconds, schedule);
    return estimate.print();
  }
}
