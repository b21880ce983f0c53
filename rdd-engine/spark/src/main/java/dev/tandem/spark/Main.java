package dev.tandem.spark;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.RunReport;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.JobCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * A job as an application of Spark, for {@code spark-submit}. Where it runs, and with how much of
 * everything, is said to spark-submit; jobs come from jars on its class path ({@code --jars}). The
 * options are those of the adapter for Hadoop: the two go to clusters as thin jars and share no
 * module that knows of command lines.
 */
@Command(
    name = "spark-submit ... tandem-spark-thin.jar",
    mixinStandardHelpOptions = true,
    description = "Runs a job on Spark.")
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

  @Option(names = "--partitions", paramLabel = "N", description = "partitions of each shuffle")
  private int partitions;

  @Option(names = "--conf", paramLabel = "K=V", description = "a switch of the engine")
  private Map<String, String> conf = new LinkedHashMap<>();

  private Main() {}

  /**
   * @param args the job, {@code --input PATH...}, {@code --output DIR}, {@code -p k=v}...
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
    return new CommandLine(new Main()).setExecutionExceptionHandler(Main::explain).execute(args);
  }

  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult ignored) {
    command.getErr().println("error: " + (e.getMessage() == null ? e : e.getMessage()));
    return e instanceof JobFailed ? 1 : 2;
  }

  @Override
  public Integer call() {
    Job found = JobCatalog.of(Thread.currentThread().getContextClassLoader()).job(job);
    RunOptions options =
        RunOptions.defaults().withPartitions(partitions).withOutput(output, overwrite);
    for (Map.Entry<String, String> entry : conf.entrySet()) {
      options = options.withConf(entry.getKey(), entry.getValue());
    }
    RunReport report =
        Tandem.run(found, JobArgs.of(found, inputs, params), new SparkEngine(), options);
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
}
