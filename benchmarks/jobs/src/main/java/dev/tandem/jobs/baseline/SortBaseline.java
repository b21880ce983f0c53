package dev.tandem.jobs.baseline;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Sorts all lines as byte arrays in memory. */
final class SortBaseline implements Baseline {
  @Override
  public String name() {
    return "sort";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    List<byte[]> all = new ArrayList<>();
    InputLines.each(inputs, (buffer, from, to) -> all.add(utf8(buffer, from, to)));
    byte[][] lines = all.toArray(byte[][]::new);
    Arrays.sort(lines, Arrays::compareUnsigned);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output), 1 << 16)) {
      for (byte[] line : lines) {
        out.write(line);
        out.write('\n');
      }
    }
  }

  /** The bytes of the line; if it is not ASCII those of its text, in which nothing is malformed. */
  private static byte[] utf8(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] < 0) {
        return InputLines.text(buffer, from, to).getBytes(StandardCharsets.UTF_8);
      }
    }
    return Arrays.copyOfRange(buffer, from, to);
  }
}
