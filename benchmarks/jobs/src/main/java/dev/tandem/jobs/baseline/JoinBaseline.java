package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A hash table of the right rows; the left rows stream past it. */
final class JoinBaseline implements Baseline {
  @Override
  public String name() {
    return "join";
  }

  /** The right rows of one key, printed, and whether a left row has met them. */
  private static final class Bucket {
    private final List<String> rows = new ArrayList<>(1);
    private boolean met;
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    Run run = new Run(params);
    run.readRight();
    try (AnswerFile answer = new AnswerFile(output)) {
      run.side("left", (key, cells) -> run.left(key, cells, answer));
      run.lonelyRight(answer);
    }
  }

  /** Takes a row of one side. */
  @FunctionalInterface
  private interface Side {
    void row(Object key, String cells) throws IOException;
  }

  private static final class Run {
    private final Map<String, String> params;
    private final String type;
    private final boolean nullsMatch;
    private final String noLeft;
    private final String noRight;
    private final Map<Object, Bucket> right = new LinkedHashMap<>();
    private final List<String> nullRight = new ArrayList<>();

    Run(Map<String, String> params) {
      this.params = params;
      this.type = params.getOrDefault("type", "inner");
      this.nullsMatch = params.getOrDefault("null-keys", "match").equals("match");
      this.noLeft = "|\\N".repeat(columns("left-out", "").length);
      this.noRight = "|\\N".repeat(columns("right-out", "").length);
    }

    private int[] columns(String name, String byDefault) {
      return TableRows.columns(params.getOrDefault(name, byDefault));
    }

    void side(String side, Side rows) throws IOException {
      int[] key = columns(side + "-key", "0");
      int[] out = columns(side + "-out", "");
      boolean header = params.getOrDefault(side + "-header", "false").equals("true");
      new TableRows(params.getOrDefault(side + "-format", "csv"), header)
          .each(
              List.of(Path.of(params.get(side))),
              row -> rows.row(TableRows.key(row, key), cells(row, out)));
    }

    private static String cells(List<String> row, int[] out) {
      if (out.length == 0) {
        return "";
      }
      StringBuilder cells = new StringBuilder();
      for (int column : out) {
        cells.append('|').append(AnswerFile.escaped(row.get(column)));
      }
      return cells.toString();
    }

    void readRight() throws IOException {
      side(
          "right",
          (key, cells) -> {
            if (matchable(key)) {
              right.computeIfAbsent(key, first -> new Bucket()).rows.add(cells);
            } else {
              nullRight.add(TableRows.print(key) + noLeft + cells);
            }
          });
    }

    private boolean matchable(Object key) {
      if (nullsMatch) {
        return true;
      }
      return key instanceof List<?> cells
          ? !cells.contains("") && !cells.contains("\\N")
          : !key.equals("") && !key.equals("\\N");
    }

    void left(Object key, String cells, AnswerFile answer) throws IOException {
      Bucket bucket = matchable(key) ? right.get(key) : null;
      String head = TableRows.print(key) + cells;
      if (bucket == null) {
        if (type.equals("anti")) {
          answer.line(head);
        } else if (type.equals("left") || type.equals("full")) {
          answer.line(head + noRight);
        }
        return;
      }
      bucket.met = true;
      if (type.equals("semi")) {
        answer.line(head);
      } else if (!type.equals("anti")) {
        for (String row : bucket.rows) {
          answer.line(head + row);
        }
      }
    }

    void lonelyRight(AnswerFile answer) throws IOException {
      if (!type.equals("right") && !type.equals("full")) {
        return;
      }
      for (Map.Entry<Object, Bucket> entry : right.entrySet()) {
        if (!entry.getValue().met) {
          for (String row : entry.getValue().rows) {
            answer.line(TableRows.print(entry.getKey()) + noLeft + row);
          }
        }
      }
      for (String line : nullRight) {
        answer.line(line);
      }
    }
  }
}
