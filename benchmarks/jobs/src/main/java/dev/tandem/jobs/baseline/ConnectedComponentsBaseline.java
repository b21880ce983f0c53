package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Union by size and find with path halving over an array of parents (Tarjan, van Leeuwen:
 * "Worst-case analysis of set union algorithms", 1984).
 */
final class ConnectedComponentsBaseline implements Baseline {
  /** Of the digits of any long. */
  private static final int LONG_DIGITS = 18;

  /** Numbers by value, the plain spelling first; then names by their bytes. */
  private static final Comparator<String> ORDER = ConnectedComponentsBaseline::compare;

  @Override
  public String name() {
    return "connected-components";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    int[] columns = TableRows.columns(params.getOrDefault("columns", "0,1"));
    LineCells cells = new LineCells(params.getOrDefault("separator", ""));
    Forest forest = new Forest();
    InputLines.eachText(
        inputs,
        line -> {
          if (!line.startsWith("#") && cells.cut(line) > 0) {
            forest.link(
                forest.number(cells.cell(columns[0])), forest.number(cells.cell(columns[1])));
          }
        });
    try (AnswerFile answer = new AnswerFile(output)) {
      forest.print(answer);
    }
  }

  private static final class Forest {
    private final Map<String, Integer> numbers = new HashMap<>();
    private String[] names = new String[1 << 10];
    private int[] parents = new int[1 << 10];
    private int[] sizes = new int[1 << 10];
    private int size;

    int number(String name) {
      Integer known = numbers.get(name);
      if (known != null) {
        return known;
      }
      if (size == names.length) {
        names = Arrays.copyOf(names, 2 * size);
        parents = Arrays.copyOf(parents, 2 * size);
        sizes = Arrays.copyOf(sizes, 2 * size);
      }
      names[size] = name;
      parents[size] = size;
      sizes[size] = 1;
      numbers.put(name, size);
      return size++;
    }

    private int root(int node) {
      int at = node;
      while (parents[at] != at) {
        parents[at] = parents[parents[at]];
        at = parents[at];
      }
      return at;
    }

    void link(int a, int b) {
      int small = root(a);
      int large = root(b);
      if (small == large) {
        return;
      }
      if (sizes[small] > sizes[large]) {
        int swap = small;
        small = large;
        large = swap;
      }
      parents[small] = large;
      sizes[large] += sizes[small];
    }

    void print(AnswerFile answer) throws IOException {
      String[] least = new String[size];
      for (int node = 0; node < size; node++) {
        int root = root(node);
        if (least[root] == null || ORDER.compare(names[node], least[root]) < 0) {
          least[root] = names[node];
        }
      }
      for (int node = 0; node < size; node++) {
        answer.line(names[node], least[root(node)]);
      }
    }
  }

  private static int compare(String a, String b) {
    boolean aIsNumber = isNumber(a);
    if (aIsNumber != isNumber(b)) {
      return aIsNumber ? -1 : 1;
    }
    int byValue = 0;
    if (aIsNumber && a.length() <= LONG_DIGITS && b.length() <= LONG_DIGITS) {
      byValue = Long.compare(Long.parseLong(a), Long.parseLong(b));
    } else if (aIsNumber) {
      byValue = new BigInteger(a).compareTo(new BigInteger(b));
    }
    return byValue != 0 ? byValue : compareSpellings(a, b, aIsNumber);
  }

  private static int compareSpellings(String a, String b, boolean numbers) {
    if (numbers && isPlain(a) != isPlain(b)) {
      return isPlain(a) ? -1 : 1;
    }
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isPlain(String number) {
    return new BigInteger(number).toString().equals(number);
  }

  private static boolean isNumber(String name) {
    int from = name.startsWith("-") || name.startsWith("+") ? 1 : 0;
    for (int i = from; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return from < name.length();
  }
}
