package dev.tandem.jobs.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Job join-sum: a hash map of the right table, and a map of sums for each thread. */
final class JoinSum implements Program {
  /** A key of several columns would need a class of its own. */
  @Override
  public boolean knows(Map<String, String> params) {
    return !params.getOrDefault("left-key", "0").contains(",");
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Parts output) throws IOException {
    boolean nullsMatch = params.getOrDefault("null-keys", "match").equals("match");
    Map<String, List<String>> groups = groups(params, nullsMatch);
    int key = Integer.parseInt(params.getOrDefault("left-key", "0").trim());
    int value = Integer.parseInt(params.get("left-out").trim());
    Map<String, double[]> sums =
        Table.of(List.of(Path.of(params.get("left"))), params, "left-")
            .collect(
                HashMap::new,
                (ofGroups, row) -> {
                  List<String> ofKey = groups.get(row.cell(key));
                  double number = Numbers.parse(row.cell(value));
                  if (ofKey != null && !Double.isNaN(number)) {
                    for (String group : ofKey) {
                      ofGroups.computeIfAbsent(group, g -> new double[1])[0] += number;
                    }
                  }
                },
                JoinSum::merge);
    output.write(
        new ArrayList<>(sums.entrySet()),
        group -> escaped(group.getKey()) + "\t" + group.getValue()[0]);
  }

  private static Map<String, List<String>> groups(Map<String, String> params, boolean nullsMatch)
      throws IOException {
    int key = Integer.parseInt(params.getOrDefault("right-key", "0").trim());
    int group = Integer.parseInt(params.get("right-out").trim());
    return Table.of(List.of(Path.of(params.get("right"))), params, "right-")
        .collect(
            HashMap::new,
            (groups, row) -> {
              String cell = row.cell(key);
              if (nullsMatch || !cell.isEmpty() && !cell.equals("\\N")) {
                groups.computeIfAbsent(cell, c -> new ArrayList<>(1)).add(row.cell(group));
              }
            },
            (into, from) ->
                from.forEach(
                    (cell, ofKey) ->
                        into.computeIfAbsent(cell, c -> new ArrayList<>(1)).addAll(ofKey)));
  }

  private static void merge(Map<String, double[]> into, Map<String, double[]> from) {
    from.forEach((group, sum) -> into.computeIfAbsent(group, g -> new double[1])[0] += sum[0]);
  }

  /** Backslash, TAB, LF and CR as two characters. */
  private static String escaped(String cell) {
    return cell.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
