package dev.tandem.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.JobCatalog;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
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
                    Path.of("unused"),
                    Manner.DEFAULT))
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
    assertThat(Resources.defaults().memory())
        .as("half the heap, whose size some collectors change")
        .isCloseTo(Runtime.getRuntime().maxMemory() / 2, withinPercentage(10));
  }

  @Test
  void everyShippedJobHasAWorkloadThatItAccepts() {
    Workloads workloads = new Workloads(Profile.TINY.amounts(), 1);
    JobCatalog catalog = JobCatalog.of(getClass().getClassLoader());
    List<String> jobs = new ArrayList<>();
    for (String name : Workloads.NAMES) {
      Workload workload = workloads.of(name);
      jobs.add(workload.job());
      Map<String, String> params = new LinkedHashMap<>(workload.params());
      workload.inputs().stream()
          .filter(input -> !input.param().isEmpty())
          .forEach(input -> params.put(input.param(), "x"));
      assertThat(JobArgs.of(catalog.job(workload.job()), List.of(), params)).as(name).isNotNull();
    }
    assertThat(jobs).containsAll(catalog.jobs().stream().map(Job::name).toList());
  }

  @Test
  void theMediumProfileHasTheSizesOfTheTables() {
    Amounts medium = Profile.MEDIUM.amounts();
    assertThat(medium.text()).hasToString("256000000B");
    assertThat(medium.tera()).hasToString("5000000rows");
    assertThat(medium.visitRows()).isEqualTo(5_000_000);
    assertThat(medium.edges()).hasToString("2000000rows");
    assertThat(medium.points()).hasToString("500000rows");
    Amounts tenth = medium.scaled(new BigDecimal("0.1"));
    assertThat(tenth.text()).hasToString("25600000B");
    assertThat(tenth.tera()).hasToString("500000rows");
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
  void forksGetWhatThisJvmOpens() {
    List<String> own = List.of("--add-opens=java.base/java.nio=ALL-UNNAMED", "-agentlib:jdwp");
    assertThat(ForkJvm.arguments(own, 0))
        .containsExactly("--add-opens=java.base/java.nio=ALL-UNNAMED");
  }
}
