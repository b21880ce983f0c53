package dev.tandem.datasets;

import dev.tandem.datasets.generate.AccessLog;
import dev.tandem.datasets.generate.LabelledPoints;
import dev.tandem.datasets.generate.Nearest;
import dev.tandem.datasets.generate.Parameter;
import dev.tandem.datasets.generate.Points;
import dev.tandem.datasets.generate.Rankings;
import dev.tandem.datasets.generate.RecordFormat;
import dev.tandem.datasets.generate.Tera;
import dev.tandem.datasets.generate.UserVisits;
import dev.tandem.datasets.generate.Users;
import dev.tandem.datasets.generate.Visits;
import dev.tandem.datasets.generate.WebGraph;
import dev.tandem.datasets.generate.ZipfText;
import java.util.List;

/** All datasets that can be generated. */
public final class DatasetCatalog {
  private static final List<Dataset> ALL =
      List.of(
          zipfText(),
          tera(),
          webGraph(),
          visits(),
          rankings(),
          points(),
          labelledPoints(),
          users(),
          userVisits(),
          accessLog());

  private DatasetCatalog() {}

  /** In the order of the documentation; unmodifiable. */
  public static List<Dataset> all() {
    return ALL;
  }

  /**
   * The dataset of that name.
   *
   * @throws IllegalArgumentException if there is none; names the nearest one
   */
  public static Dataset find(String name) {
    for (Dataset dataset : ALL) {
      if (dataset.name().equals(name)) {
        return dataset;
      }
    }
    List<String> names = ALL.stream().map(Dataset::name).toList();
    throw new IllegalArgumentException("no dataset '" + name + "'" + Nearest.hint(name, names));
  }

  private static Dataset zipfText() {
    return new Dataset(
        "zipf-text",
        "lines of words whose frequencies follow Zipf's law",
        "10 to 20 words a line between single blanks; UTF-8",
        "lines",
        "txt",
        1,
        RecordFormat.LINES,
        List.of(
            new Parameter("exponent", "1.0", "of Zipf's law, 0 (all alike) to 10"),
            new Parameter("vocabulary", "100000", "distinct words, 1 to 10000000"),
            new Parameter(
                "style",
                "plain",
                "plain: lower-case ASCII; prose: capitals, punctuation, accents")),
        new ZipfText());
  }

  private static Dataset tera() {
    return new Dataset(
        "tera",
        "Hadoop TeraGen's rows for sorting; seed 0 gives its very bytes",
        "100 bytes a row, the first 10 the key; binary; sizes are multiples of 100 bytes",
        "rows",
        "bin",
        1,
        RecordFormat.FIXED_100,
        List.of(),
        new Tera());
  }

  private static Dataset webGraph() {
    return new Dataset(
        "web-graph",
        "a directed graph with power-law degrees in and out",
        "from TAB to, nodes 0..N-1; lines that start with # are comments",
        "edges",
        "tsv",
        1,
        RecordFormat.COMMENTED_LINES,
        List.of(
            new Parameter("degree", "10", "average number of out-edges of a node"),
            new Parameter("in-exponent", "2.1", "of the in-degrees' power law, 1.5 to 10"),
            new Parameter("out-exponent", "2.7", "of the out-degrees' power law, 1.5 to 10"),
            new Parameter("nodes", "0", "N; 0: follows from size and degree")),
        new WebGraph());
  }

  private static Dataset visits() {
    return new Dataset(
        "visits",
        "visits of web pages, to aggregate and to join with rankings",
        "CSV (RFC 4180), no header: sourceIP,destURL,visitDate,adRevenue,userAgent,"
            + "countryCode,languageCode,searchWord,duration",
        "rows",
        "csv",
        1,
        RecordFormat.LINES,
        List.of(
            new Parameter("pages", "12000", "distinct URLs: as many rows of rankings match all"),
            new Parameter("visitors", "10000", "distinct draws of a source address, skewed")),
        new Visits());
  }

  private static Dataset rankings() {
    return new Dataset(
        "rankings",
        "the pages that visits go to, one row a page",
        "CSV (RFC 4180), no header: pageURL,pageRank,avgDuration",
        "rows",
        "csv",
        1,
        RecordFormat.LINES,
        List.of(),
        new Rankings());
  }

  private static Dataset users() {
    return new Dataset(
        "users",
        "the users that user-visits refer to, each in a group",
        "between commas, nothing quoted, no header: user,group,age",
        "rows",
        "csv",
        1,
        RecordFormat.LINES,
        List.of(new Parameter("groups", "1000", "distinct groups, skewed; 1 to 1000000")),
        new Users());
  }

  private static Dataset userVisits() {
    return new Dataset(
        "user-visits",
        "short rows of visits and revenues, to join with users",
        "between commas, nothing quoted, no header: user,page,revenue,duration",
        "rows",
        "csv",
        1,
        RecordFormat.LINES,
        List.of(
            new Parameter("users", "10000", "distinct users: as many rows of users know them"),
            new Parameter("strangers", "0.02", "part of the rows whose user nobody knows")),
        new UserVisits());
  }

  private static Dataset accessLog() {
    return new Dataset(
        "access-log",
        "requests to a web server, in the order of time",
        "Apache's combined log format; a few lines are damaged",
        "lines",
        "log",
        1,
        RecordFormat.LINES,
        List.of(
            new Parameter("paths", "10000", "distinct paths, after Zipf's law; 1 to 1000000"),
            new Parameter("malformed", "0.001", "part of the lines that is damaged, 0 to 1")),
        new AccessLog());
  }

  private static Dataset points() {
    return new Dataset(
        "points",
        "Gaussian clusters for k-means",
        "coordinates with four decimals between single blanks, a point a line",
        "points",
        "txt",
        1,
        RecordFormat.LINES,
        List.of(
            new Parameter("dims", "20", "coordinates of a point, 1 to 100000"),
            new Parameter("k", "10", "centres, uniform in the cube from -100 to 100"),
            new Parameter("spread", "10", "standard deviation around a centre")),
        new Points());
  }

  private static Dataset labelledPoints() {
    return new Dataset(
        "labelled-points",
        "two overlapping classes for logistic regression",
        "label (1 or -1), then coordinates with four decimals, between single blanks, a point a line",
        "points",
        "txt",
        1,
        RecordFormat.LINES,
        List.of(
            new Parameter("dims", "10", "coordinates of a point, 1 to 100000"),
            new Parameter("distance", "0.7", "of a class from 0 in each coordinate; deviation 1")),
        new LabelledPoints());
  }
}
