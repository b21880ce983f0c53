package dev.tandem.cli.page;

import java.nio.file.Files;
import java.nio.file.Path;

final class Preview {
  public static void main(String[] args) throws Exception {
    Files.writeString(Path.of(args[0], "pagerank.html"), Page.render(FakeComparisons.pagerank()));
    Files.writeString(Path.of(args[0], "wordcount.html"), Page.render(FakeComparisons.wordcount()));
  }
}
