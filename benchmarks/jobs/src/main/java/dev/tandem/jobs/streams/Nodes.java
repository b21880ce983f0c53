package dev.tandem.jobs.streams;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.function.IntFunction;

/**
 * The nodes of a graph as numbers from 0, and the ends of its edges in these numbers.
 *
 * @param count how many numbers there are
 * @param name the node of a number; null for a number that no node has
 * @param ends from and to of each edge, one behind the other
 */
record Nodes(int count, IntFunction<Object> name, int[] ends) {
  /** Whole numbers up to this many times the number of edges are their own numbers. */
  private static final int DENSE = 4;

  /** Nodes that are texts. */
  static Nodes ofTexts(List<Texts.Piece> pieces) {
    List<String[]> texts = pieces.parallelStream().map(Nodes::cells).toList();
    int[] ends = new int[texts.stream().mapToInt(cells -> cells.length).sum()];
    Map<Object, Integer> numbers = new HashMap<>();
    int at = 0;
    for (String[] cells : texts) {
      for (String cell : cells) {
        ends[at++] = number(cell, numbers);
      }
    }
    return named(numbers, ends);
  }

  /** Nodes that are whole numbers. */
  static Nodes ofNumbers(List<Texts.Piece> pieces) {
    long[] nodes =
        pieces.parallelStream()
            .map(Nodes::cells)
            .flatMapToLong(cells -> Arrays.stream(cells).mapToLong(Long::parseLong))
            .toArray();
    long least = Arrays.stream(nodes).parallel().min().orElse(0);
    long greatest = Arrays.stream(nodes).parallel().max().orElse(0);
    if (least >= 0 && greatest < (long) DENSE * nodes.length) {
      return dense(nodes, (int) greatest + 1);
    }
    Map<Object, Integer> numbers = new HashMap<>();
    return named(numbers, Arrays.stream(nodes).mapToInt(node -> number(node, numbers)).toArray());
  }

  private static Nodes dense(long[] nodes, int count) {
    boolean[] present = new boolean[count];
    int[] ends = new int[nodes.length];
    for (int i = 0; i < ends.length; i++) {
      ends[i] = (int) nodes[i];
      present[ends[i]] = true;
    }
    return new Nodes(count, number -> present[number] ? number : null, ends);
  }

  private static int number(Object node, Map<Object, Integer> numbers) {
    Integer known = numbers.putIfAbsent(node, numbers.size());
    return known == null ? numbers.size() - 1 : known;
  }

  private static Nodes named(Map<Object, Integer> numbers, int[] ends) {
    Object[] names = new Object[numbers.size()];
    numbers.forEach((node, number) -> names[number] = node);
    return new Nodes(names.length, number -> names[number], ends);
  }

  /** The first two cells of each line that is neither blank nor a comment. */
  private static String[] cells(Texts.Piece piece) {
    List<String> lines = piece.text().lines().filter(line -> !line.startsWith("#")).toList();
    String[] cells = new String[2 * lines.size()];
    int filled = 0;
    for (String line : lines) {
      StringTokenizer tokens = new StringTokenizer(line, " \t\u000B\f");
      if (tokens.hasMoreTokens()) {
        cells[filled++] = tokens.nextToken();
        if (!tokens.hasMoreTokens()) {
          throw new IllegalArgumentException("no second node in the line '" + line + "'");
        }
        cells[filled++] = tokens.nextToken();
      }
    }
    return Arrays.copyOf(cells, filled);
  }
}
