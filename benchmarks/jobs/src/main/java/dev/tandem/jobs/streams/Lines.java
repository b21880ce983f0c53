package dev.tandem.jobs.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Jobs on whole lines. */
final class Lines {
  private Lines() {}

  /** Job sort. */
  static final class Sort implements Program {
    @Override
    public void run(List<Path> inputs, Map<String, String> params, Parts output)
        throws IOException {
      List<List<String>> lines =
          Texts.pieces(inputs).parallelStream()
              .map(piece -> piece.text().lines().toList())
              .toList();
      new SortedParts<>(CodePoints.ORDER, lines).write(output.slots(), output::write);
    }
  }

  /** Job distinct. */
  static final class Distinct implements Program {
    @Override
    public void run(List<Path> inputs, Map<String, String> params, Parts output)
        throws IOException {
      Set<String> lines = ConcurrentHashMap.newKeySet();
      Texts.pieces(inputs).parallelStream()
          .forEach(piece -> piece.text().lines().forEach(lines::add));
      output.write(List.copyOf(lines), line -> line);
    }
  }
}
