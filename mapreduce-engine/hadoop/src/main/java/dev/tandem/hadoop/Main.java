package dev.tandem.hadoop;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.JobCatalog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.conf.Configured;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.util.Tool;
import org.apache.hadoop.util.ToolRunner;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A job as a program of Hadoop's, for {@code hadoop jar}. Hadoop's generic options come first, as
 * always: {@code -libjars} names the jars with the jobs. Paths without a scheme are those of the
 * default file system. The other options are those of the adapter for Spark: the two go to clusters
 * as thin jars and share no module that knows of command lines.
 */
@Command(
    name = "hadoop jar tandem-hadoop-thin.jar [-libjars JARS] [-fs URI] [-jt HOST:PORT]",
    mixinStandardHelpOptions = true,
    description = "Runs a job on Hadoop.")
public final class Main implements Callable<Integer> {
  @Parameters(paramLabel = "JOB", description = "the name of the job")
  private String job;

  @Option(names = "--input", arity = "1..*", paramLabel = "PATH", description = "files or folders")
  private List<String> inputs = List.of();

  @Option(names = "--output", paramLabel = "DIR", description = "the folder that is made")
  private String output;

  @Option(names = "--overwrite", description = "replace an existing output")
  private boolean overwrite;

  @Option(names = "-p", paramLabel = "K=V", description = "a parameter of the job")
  private Map<String, String> params = new LinkedHashMap<>();

  @Option(names = "--partitions", paramLabel = "N", description = "reduce tasks of each round")
  private int partitions;

  @Option(
      names = {"--conf", "-D"},
      paramLabel = "K=V",
      description = "a switch of the engine, or a property of Hadoop's")
  private Map<String, String> conf = new LinkedHashMap<>();

  private final Configuration configuration;

  private Main(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * @param args Hadoop's generic options, the job, {@code --input PATH...}, {@code --output DIR},
   *     {@code -p k=v}...
   */
  public static void main(String[] args) {
    int code = run(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  /**
   * Runs a job.
   *
   * @return 0, 1 if the job failed, 2 for bad usage
   */
  static int run(String... args) {
    Settings.quietLogs();
    try {
      return ToolRunner.run(new JobConf(), new Program(), args);
    } catch (Exception e) {
      System.err.println("error: " + (e.getMessage() == null ? e : e.getMessage()));
      return 2;
    }
  }

  /** Gets what Hadoop's generic options have left. */
  private static final class Program extends Configured implements Tool {
    @Override
    public int run(String[] args) {
      return new CommandLine(new Main(getConf()))
          .setExecutionExceptionHandler(Main::explain)
          .execute(args);
    }
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult ignored) {
    command.getErr().println("error: " + (e.getMessage() == null ? e : e.getMessage()));
    return e instanceof JobFailed ? 1 : 2;
  }

  @Override
  public Integer call() throws IOException {
    Job found = JobCatalog.of(Thread.currentThread().getContextClassLoader()).job(job);
    conf.forEach(configuration::set);
    RunOptions options =
        RunOptions.defaults().withPartitions(partitions).withOutput(qualified(output), overwrite);
    for (Map.Entry<String, String> entry : conf.entrySet()) {
      options = options.withConf(entry.getKey(), entry.getValue());
    }
    List<String> from = new ArrayList<>();
    for (String input : inputs) {
      from.add(qualified(input));
    }
    RunReport report =
        Tandem.run(
            found, JobArgs.of(found, from, params), new HadoopEngine(configuration), options);
    System.out.println(
        found.name()
            + ": "
            + report.digest().records()
            + " records, digest "
            + report.digest()
            + ", "
            + report.wallMillis()
            + " ms");
    return 0;
  }

  /** Hadoop's users name files of the default file system, wherever that is. */
  private String qualified(String path) throws IOException {
    if (path == null) {
      return null;
    }
    boolean local = FileSystem.getDefaultUri(configuration).getScheme().equals("file");
    Path plain = new Path(path);
    return local || plain.toUri().getScheme() != null
        ? path
        : plain.getFileSystem(configuration).makeQualified(plain).toString();
  }
}
