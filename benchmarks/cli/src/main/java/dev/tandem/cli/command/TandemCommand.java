package dev.tandem.cli.command;

import dev.tandem.cli.project.NewProject;
import dev.tandem.cli.run.FaultFile;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The command with all its subcommands. */
@Command(
    name = "./tandem",
    customSynopsis = "./tandem [COMMAND] [OPTIONS]",
    description =
        "One job, two engines: run a job on a MapReduce engine and on an RDD engine, check that the answers are the same, see the difference.",
    footerHeading =
        "%nWithout arguments: ./tandem compare ${bundle:default.job}, on a sample that ships with it.%n",
    footer = {
      "",
      "Exit codes: 0 success; 1 the job failed, or answers differ; 2 wrong usage; 130, 143 stopped by a signal.",
      "Environment: JAVA_HOME; TANDEM_HEAP (heap, default 2g); TANDEM_JAVA_OPTS; COLUMNS."
    },
    versionProvider = TandemCommand.Version.class,
    commandListHeading = "%nCommands:%n")
public final class TandemCommand {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the versions of Tandem and Java and exit.")
  boolean version;

  private TandemCommand() {}

  /** The parser for all commands. */
  public static CommandLine commandLine(CommandContext context) {
    CommandLine line =
        new CommandLine(new TandemCommand())
            .addSubcommand(new CompareCommand(context))
            .addSubcommand(new RunCommand(context))
            .addSubcommand(new ExplainCommand(context))
            .addSubcommand(new BenchCommand(context))
            .addSubcommand(new JobsCommand(context))
            .addSubcommand(new EnginesCommand(context))
            .addSubcommand(new DatasetsCommand(context))
            .addSubcommand(new GenerateCommand(context))
            .addSubcommand(new TeraValidateCommand(context))
            .addSubcommand(new HistoryCommand(context))
            .addSubcommand(new NewJobCommand(context))
            .addSubcommand(new DoctorCommand(context))
            .addSubcommand(new DocsCommand(context))
            .addSubcommand(new CommandLine.HelpCommand());
    line.setUsageHelpWidth(Math.max(80, Math.min(120, context.terminal().columns())));
    line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
    line.setResourceBundle(new Defaults());
    line.setExecutionStrategy(new CommandLine.RunLast());
    allCommands(line)
        .forEach(
            command ->
                command.getCommandSpec().usageMessage().sortOptions(false).sortSynopsis(false));
    addFaults(line.getSubcommands().get("run").getCommandSpec().usageMessage());
    ErrorLines errors = new ErrorLines(context.terminal());
    line.setParameterExceptionHandler(errors);
    line.setExecutionExceptionHandler(errors);
    return line;
  }

  private static void addFaults(CommandLine.Model.UsageMessageSpec usage) {
    List<String> footer = new ArrayList<>(List.of(usage.footer()));
    footer.add("");
    footer.addAll(FaultFile.help());
    usage.footer(footer.toArray(String[]::new));
  }

  private static List<CommandLine> allCommands(CommandLine line) {
    List<CommandLine> all = new ArrayList<>(line.getSubcommands().values());
    all.add(line);
    return all;
  }

  /** Tandem's version and the Java that runs it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "tandem " + NewProject.version(),
        "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
      };
    }
  }
}
