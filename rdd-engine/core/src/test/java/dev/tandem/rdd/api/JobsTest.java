package dev.tandem.rdd.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Pair;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class JobsTest extends ApiTest {
  private static volatile CountDownLatch started = new CountDownLatch(0);

  /** Runs until it is stopped. */
  private static int forever(int x) throws InterruptedException {
    started.countDown();
    TimeUnit.HOURS.sleep(1);
    return x;
  }

  @Test
  void actionsRunWhileTheProgramGoesOn() throws Exception {
    Rdd<Integer> rdd = sc.parallelize(upTo(10), 2);
    FutureAction<Long> count = rdd.countAsync();
    FutureAction<List<Integer>> all = rdd.collectAsync();
    FutureAction<List<Integer>> some = rdd.filter(x -> x > 8).takeAsync(1);
    assertThat(count.get()).isEqualTo(10);
    assertThat(all.get()).isEqualTo(upTo(10));
    assertThat(some.get()).containsExactly(9);
    assertThat(count.jobIds()).hasSize(1);
    assertThat(some.jobIds()).hasSize(2);
    assertThat(rdd.foreachAsync(x -> {}).get()).isNull();
    FutureAction<Void> failing =
        rdd.foreachPartitionAsync(
            records -> {
              throw new IllegalStateException("bad");
            });
    assertThatThrownBy(failing::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(JobFailed.class)
        .hasMessageContaining("foreachPartition")
        .hasMessageContaining("bad");
  }

  @Test
  void aFutureIsCancelledAndOtherJobsGoOn() throws Exception {
    started = new CountDownLatch(1);
    FutureAction<List<Integer>> endless =
        sc.parallelize(upTo(1), 1).map(JobsTest::forever).collectAsync();
    started.await();
    assertThat(endless.cancel(true)).isTrue();
    assertThat(endless.isCancelled()).isTrue();
    assertThat(sc.parallelize(upTo(4), 4).count()).isEqualTo(4);
  }

  @Test
  void aGroupIsCancelled() throws Exception {
    started = new CountDownLatch(1);
    sc.setJobGroup("slow", "never ends");
    FutureAction<Long> endless = sc.parallelize(upTo(1), 1).map(JobsTest::forever).countAsync();
    sc.clearJobGroup();
    started.await();
    assertThat(sc.statusTracker().getJobIdsForGroup("slow")).isEqualTo(endless.jobIds());
    assertThat(sc.statusTracker().getActiveJobIds()).isEqualTo(endless.jobIds());
    sc.cancelJobGroup("slow");
    assertThatThrownBy(endless::get).hasMessageContaining("group slow");
    int job = endless.jobIds().get(0);
    assertThat(sc.statusTracker().getJobInfo(job).map(StatusTracker.JobInfo::status))
        .contains(StatusTracker.Status.FAILED);
    assertThat(sc.statusTracker().getActiveStageIds()).isEmpty();
    assertThat(sc.parallelize(upTo(4), 4).count()).isEqualTo(4);
  }

  /** As in Spark: whoever cancels a group or a tag next means this job too. */
  @Test
  void anActionThatRunsWhileTheProgramGoesOnHasItsJobAtOnce() throws Exception {
    started = new CountDownLatch(1);
    sc.addJobTag("slow");
    FutureAction<Long> endless = sc.parallelize(upTo(1), 1).map(JobsTest::forever).countAsync();
    assertThat(endless.jobIds()).hasSize(1);
    sc.cancelJobsWithTag("slow");
    assertThatThrownBy(endless::get).hasMessageContaining("tag slow");
    assertThat(sc.parallelize(upTo(1), 1).takeAsync(0).get()).as("never has one").isEmpty();
  }

  @Test
  void aTagIsCancelledAndSoAreFutureJobsOfAGroup() throws Exception {
    started = new CountDownLatch(1);
    sc.addJobTag("a");
    sc.addJobTag("b");
    assertThat(sc.getJobTags()).containsExactlyInAnyOrder("a", "b");
    FutureAction<Long> endless = sc.parallelize(upTo(1), 1).map(JobsTest::forever).countAsync();
    sc.clearJobTags();
    started.await();
    sc.cancelJobsWithTag("b");
    assertThatThrownBy(endless::get).hasMessageContaining("cancelled");
    sc.cancelJobGroupAndFutureJobs("later");
    sc.setJobGroup("later", null);
    assertThatThrownBy(() -> sc.parallelize(upTo(1), 1).count()).hasMessageContaining("cancelled");
  }

  @Test
  void propertiesHoldForAThreadAndThoseThatItStarts() throws Exception {
    sc.setLocalProperty("pool", "reports");
    assertThat(sc.getLocalProperty("spark.scheduler.pool")).isEqualTo("reports");
    String[] inherited = new String[1];
    Thread child = new Thread(() -> inherited[0] = sc.getLocalProperty("pool"));
    child.start();
    child.join();
    assertThat(inherited).containsExactly("reports");
    assertThat(sc.parallelize(upTo(4), 2).count()).isEqualTo(4);
  }

  @Test
  void listenersHearOfJobsStagesAndTasks() {
    List<String> events = new CopyOnWriteArrayList<>();
    RddListener listener =
        new RddListener() {
          @Override
          public void onJobStart(JobStart job) {
            events.add("job " + job.jobId() + " " + job.action() + " " + job.description().get());
          }

          @Override
          public void onJobEnd(JobEnd job) {
            events.add("job ended " + job.failure().isEmpty());
          }

          @Override
          public void onStageSubmitted(Stage stage) {
            events.add("stage " + stage.name() + " " + stage.numTasks());
          }

          @Override
          public void onStageCompleted(Stage stage, Optional<String> failure) {
            events.add("stage ended " + stage.name());
          }

          @Override
          public void onTaskStart(Task task) {
            events.add("task");
          }

          @Override
          public void onTaskEnd(Task task, TaskEnd end) {
            events.add("task ended");
          }

          @Override
          public void onUnpersistRDD(int rddId) {
            events.add("unpersisted " + rddId);
          }
        };
    sc.addListener(listener);
    sc.setJobDescription("counting");
    Rdd<Integer> rdd = sc.parallelize(upTo(4), 1);
    rdd.mapToPair(x -> new Pair<>(x % 2, x)).reduceByKey(Integer::sum).count();
    rdd.cache().unpersist();
    sc.removeListener(listener);
    rdd.count();
    assertThat(events)
        .containsExactly(
            "job 0 count counting",
            "stage reduceByKey 1",
            "task",
            "task ended",
            "stage ended reduceByKey",
            "stage count 1",
            "task",
            "task ended",
            "stage ended count",
            "job ended true",
            "unpersisted 0");
    StatusTracker.StageInfo stage = sc.statusTracker().getStageInfo(1).orElseThrow();
    assertThat(stage.numCompletedTasks()).isEqualTo(1);
    assertThat(stage.active()).isFalse();
  }

  @Test
  void resultsThatAreTooLargeAreRefused() {
    try (RddContext small =
        RddContext.open(
            "test",
            RunOptions.defaults()
                .withMemory(64 << 20)
                .withScratch(folder.resolve("scratch").toString())
                .withConf("spark.driver.maxResultSize", "10k"))) {
      Rdd<Integer> rdd = small.parallelize(upTo(10_000), 4);
      assertThatThrownBy(rdd::collect)
          .isInstanceOf(JobFailed.class)
          .hasMessageContaining("collect")
          .hasMessageContaining("spark.driver.maxResultSize");
      assertThat(rdd.count()).isEqualTo(10_000);
    }
    assertThatThrownBy(
            () ->
                RddContext.open(
                    "test", RunOptions.defaults().withConf("spark.driver.maxResultSize", "much")))
        .hasMessageContaining("maxResultSize is 'much'");
  }
}
