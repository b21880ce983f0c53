package dev.tandem.hadoop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private final RunOptions options =
      RunOptions.defaults().withNodes(2, 3).withMemory(60 << 20).withAttempts(2);

  @TempDir Path folder;

  private Configuration of(RunOptions some) throws IOException {
    return Settings.of(some, null, folder.toString());
  }

  @Test
  void slotsAndMemoryOfTheRunBecomeThoseOfTheLocalRunner() throws IOException {
    Configuration conf = of(options);
    assertThat(Settings.isLocal(conf)).isTrue();
    assertThat(conf.getInt("mapreduce.local.map.tasks.maximum", 0)).isEqualTo(6);
    assertThat(conf.getInt("mapreduce.local.reduce.tasks.maximum", 0)).isEqualTo(6);
    assertThat(conf.getInt(MRJobConfig.IO_SORT_MB, 0)).isEqualTo(6);
    assertThat(conf.getInt(MRJobConfig.MAP_MAX_ATTEMPTS, 0)).isEqualTo(2);
    assertThat(conf.getInt("mapreduce.fileoutputcommitter.algorithm.version", 0)).isEqualTo(1);
  }

  @Test
  void hadoopsPropertiesPassAndTheRestDoesNot() throws IOException {
    Configuration conf =
        of(
            options
                .withConf(MRJobConfig.IO_SORT_MB, "17")
                .withConf("dfs.blocksize", "1m")
                .withConf("combiner", "false"));
    assertThat(conf.getInt(MRJobConfig.IO_SORT_MB, 0)).isEqualTo(17);
    assertThat(conf.get("dfs.blocksize")).isEqualTo("1m");
    assertThat(conf.get("combiner")).isNull();
  }

  @Test
  void theLocalRunnerIsTunedUnlessItIsWantedPlain() throws IOException {
    Configuration tuned = of(options);
    assertThat(FileSystem.newInstanceLocal(tuned)).isInstanceOf(ForklessFileSystem.class);
    assertThat(Settings.pollMillis(tuned)).isEqualTo(10);
    Configuration plain = of(options.withConf("runner", "plain"));
    assertThat(FileSystem.newInstanceLocal(plain)).isExactlyInstanceOf(LocalFileSystem.class);
    assertThat(Settings.pollMillis(plain)).isEqualTo(5000);
    assertThat(plain.getInt("mapreduce.local.map.tasks.maximum", 0)).isEqualTo(6);
  }

  @Test
  void theEngineNamesAWrongSettingInOneLine() {
    RunOptions wrong = options.withConf(MRJobConfig.IO_SORT_MB, "abc");
    assertThatThrownBy(() -> new HadoopEngine().open("wordcount", wrong))
        .isInstanceOf(JobFailed.class)
        .hasMessage(
            "job wordcount: mapreduce.task.io.sort.mb is 'abc', it must be a number such as 100");
  }

  @Test
  void aRunnerThatIsNotKnownIsRefused() {
    assertThatThrownBy(() -> of(options.withConf("runner", "fast")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("runner is 'fast', it must be tuned or plain");
  }

  @Test
  void aClusterIsAskedSeldomHoweverTheLocalRunnerIs() throws IOException {
    assertThat(Settings.pollMillis(of(options.withConf("jt", "rm:2")))).isEqualTo(500);
  }

  @Test
  void theGenericOptionsHaveShortNames() throws IOException {
    Configuration conf = of(options.withConf("fs", "hdfs://n:1").withConf("jt", "rm:2"));
    assertThat(conf.get("fs.defaultFS")).isEqualTo("hdfs://n:1");
    assertThat(conf.get("yarn.resourcemanager.address")).isEqualTo("rm:2");
    assertThat(Settings.isLocal(conf)).isFalse();
    assertThat(Settings.isLocal(of(options.withConf("jt", "local")))).isTrue();
  }

  @Test
  void filesOfTheConfigurationFolderCountMoreThanTheRunAndLessThanSwitches() throws IOException {
    Files.writeString(
        folder.resolve("mapred-site.xml"),
        "<configuration>"
            + "<property><name>mapreduce.task.io.sort.mb</name><value>3</value></property>"
            + "<property><name>mapreduce.task.io.sort.factor</name><value>4</value></property>"
            + "</configuration>");
    Configuration conf = of(options.withConf(MRJobConfig.IO_SORT_FACTOR, "5"));
    assertThat(conf.getInt(MRJobConfig.IO_SORT_MB, 0)).isEqualTo(3);
    assertThat(conf.getInt(MRJobConfig.IO_SORT_FACTOR, 0)).isEqualTo(5);
  }

  @Test
  void aConfigurationFolderThatIsNoneIsNamed() {
    String none = folder.resolve("none").toString();
    assertThatThrownBy(() -> Settings.of(options, null, none))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(none);
  }

  @Test
  void aNumberThatIsNoneIsNamed() {
    assertThatThrownBy(() -> of(options.withConf(MRJobConfig.IO_SORT_MB, "abc")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("mapreduce.task.io.sort.mb is 'abc', it must be a number such as 100");
  }

  @Test
  void numbersMayHaveUnits() throws IOException {
    assertThat(of(options.withConf("dfs.blocksize", "64m")).get("dfs.blocksize")).isEqualTo("64m");
  }

  @Test
  void aClusterThatIsNotThereIsNotAskedTenTimesAsOftenAsItSays() throws IOException {
    assertThat(of(options).getInt("ipc.client.connect.max.retries", -1)).isZero();
    assertThat(of(options).getLong("yarn.resourcemanager.connect.max-wait.ms", -1))
        .isEqualTo(30_000);
  }
}
