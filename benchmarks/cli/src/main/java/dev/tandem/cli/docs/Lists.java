package dev.tandem.cli.docs;

import dev.tandem.cli.run.Addon;
import dev.tandem.cli.run.Switches;
import dev.tandem.cli.text.TextTable;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.engine.Peer;
import dev.tandem.contract.job.Answer;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.Param;
import dev.tandem.datasets.Dataset;
import dev.tandem.datasets.generate.Parameter;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tables of what there is. */
public final class Lists {
  private Lists() {}

  /** Jobs with their parameters. */
  public static TextTable jobs(List<Job> jobs) {
    TextTable table = TextTable.words("job", "what it computes", "parameters (default)");
    jobs.forEach(job -> table.row(job.name(), job.describe() + answer(job.answer()), params(job)));
    return table;
  }

  private static String params(Job job) {
    return job.params().stream().map(Lists::param).collect(Collectors.joining(", "));
  }

  private static String param(Param<?> param) {
    String byDefault =
        param.required() ? "required" : param.byDefault().isEmpty() ? "none" : param.byDefault();
    return param.name() + " (" + byDefault + ")";
  }

  private static String answer(Answer answer) {
    String tolerance =
        answer.tolerance() > 0 ? "; numbers compared within " + answer.tolerance() : "";
    return (answer.isOrdered() ? "; ordered" : "") + tolerance;
  }

  /** The parameters of one job, each with its meaning. */
  public static TextTable params(List<Param<?>> params) {
    TextTable table = TextTable.words("parameter", "kind", "default", "meaning");
    for (Param<?> param : params) {
      String kind = param.choices().isEmpty() ? param.kind() : String.join(" | ", param.choices());
      table.row(
          param.name(), kind, param.required() ? "(required)" : param.byDefault(), param.meaning());
    }
    return table;
  }

  /** Engines with a sentence each, by name; those too whose jars are fetched when asked for. */
  public static TextTable engines(List<Engine> engines) {
    Map<String, String> known = new TreeMap<>(Addon.engines());
    engines.forEach(engine -> known.put(engine.name(), engine.describe()));
    TextTable table = TextTable.words("engine", "how it executes a plan");
    known.forEach(table::row);
    return table;
  }

  /** Peers with a sentence each, by name; those too whose jars are fetched when asked for. */
  public static TextTable peers() {
    Map<String, String> known = new TreeMap<>(Addon.peers());
    ServiceLoader.load(Peer.class).forEach(peer -> known.put(peer.name(), peer.describe()));
    TextTable table = TextTable.words("peer", "how it works");
    known.forEach(table::row);
    return table;
  }

  /** The switches that {@code --conf} takes. */
  public static TextTable switches() {
    TextTable table = TextTable.words("switch (--conf)", "engine", "default", "meaning");
    Switches.all()
        .forEach(one -> table.row(one.name(), one.engine(), one.byDefault(), one.meaning()));
    return table;
  }

  /** The measures of the ledger, each with its meaning. */
  public static TextTable measures() {
    TextTable table = TextTable.words("measure", "in reports", "meaning");
    for (MeasureGuide.Group group : MeasureGuide.GROUPS) {
      group
          .measures()
          .forEach(
              measure -> table.row(measure.label(), measure.key(), MeasureGuide.explain(measure)));
    }
    return table;
  }

  /** Datasets that can be generated. */
  public static TextTable datasets(List<Dataset> datasets) {
    TextTable table = TextTable.words("dataset", "what it is", "parameters (default)");
    for (Dataset dataset : datasets) {
      String params =
          dataset.parameters().stream().map(Lists::param).collect(Collectors.joining(", "));
      table.row(dataset.name(), dataset.summary(), params);
    }
    return table;
  }

  private static String param(Parameter parameter) {
    return parameter.name() + " (" + parameter.defaultValue() + ")";
  }

  /** The parameters of one dataset, each with its meaning. */
  public static TextTable datasetParams(List<Parameter> parameters) {
    TextTable table = TextTable.words("parameter", "default", "meaning");
    parameters.forEach(
        parameter ->
            table.row(parameter.name(), parameter.defaultValue(), parameter.description()));
    return table;
  }
}
