package dev.tandem.hadoop;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.hadoopfiles.HadoopFiles;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;

/**
 * Runs the rounds of the embedded MapReduce engine as jobs of Apache Hadoop: in its local runner,
 * or on a cluster where the configuration says so.
 *
 * <p>Switches: {@code combiner=false} leaves combiners out; {@code runner=plain} takes the local
 * runner as it comes; {@code fs} and {@code jt} are Hadoop's options {@code -fs} and {@code -jt};
 * whatever begins like one of Hadoop's own properties goes into its configuration.
 */
public final class HadoopEngine implements Engine {
  static final String NAME = "hadoop";

  static {
    Settings.quietLogs();
  }

  private final Configuration base;

  /** With the configuration that Hadoop finds on the class path. */
  public HadoopEngine() {
    this(null);
  }

  /**
   * With a configuration that is there already.
   *
   * @param base what is set before the options of a run are looked at, or null
   */
  HadoopEngine(Configuration base) {
    this.base = base;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String describe() {
    return "Apache Hadoop itself: the rounds of the MapReduce engine as its jobs, in its local runner or on YARN";
  }

  @Override
  public Session open(String job, RunOptions options) {
    if (options.files() != LocalFileStore.INSTANCE) {
      throw new JobFailed(
          "job " + job + ": the engine hadoop reads and writes through Hadoop's file systems only");
    }
    try {
      Configuration conf = Settings.of(options, base);
      return new HadoopSession(job, options.withFiles(HadoopFiles.of(conf)), conf);
    } catch (IOException | IllegalArgumentException e) {
      throw new JobFailed("job " + job + ": " + e.getMessage(), e);
    }
  }
}
