package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines as runs of token numbers; tokens are numbered from 0 as they come. */
final class TokenLines {
  private final Map<String, Integer> numbers = new HashMap<>(1 << 17);
  private final List<String> tokens = new ArrayList<>();
  private int[] line = new int[64];
  private int size;

  /** Takes the tokens of a line, which are valid during the call only. */
  @FunctionalInterface
  interface Lines {
    /** The tokens are {@code tokens[0..size-1]}. */
    void line(int[] tokens, int size);
  }

  /** Each line of each file. */
  void each(List<Path> inputs, String kind, Lines lines) throws IOException {
    TokenScanner scanner = new TokenScanner(kind, this::add);
    InputLines.each(
        inputs,
        (buffer, from, to) -> {
          size = 0;
          scanner.line(buffer, from, to);
          lines.line(line, size);
        });
  }

  private void add(String token) {
    Integer number = numbers.get(token);
    if (number == null) {
      number = tokens.size();
      numbers.put(token, number);
      tokens.add(token);
    }
    if (size == line.length) {
      line = Arrays.copyOf(line, 2 * size);
    }
    line[size++] = number;
  }

  /** The token of a number. */
  String token(int number) {
    return tokens.get(number);
  }
}
