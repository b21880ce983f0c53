package dev.tandem.jobs.baseline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads document by document: the counts of a token are an array of documents and one of counts.
 */
final class TfIdfBaseline implements Baseline {
  @Override
  public String name() {
    return "tfidf";
  }

  @Override
  public void run(List<Path> inputs, Map<String, String> params, Path output) throws IOException {
    Map<String, List<Path>> documents = new LinkedHashMap<>();
    for (Path file : InputLines.files(inputs)) {
      documents.computeIfAbsent(InputLines.baseName(file), name -> new ArrayList<>(1)).add(file);
    }
    Index index = new Index(documents.keySet().toArray(String[]::new));
    String tokens = params.getOrDefault("tokens", "words");
    for (int i = 0; i < index.names.length; i++) {
      index.read(i, documents.get(index.names[i]), tokens);
    }
    try (AnswerFile answer = new AnswerFile(output)) {
      index.print(params.getOrDefault("weight", "raw"), answer);
    }
  }

  private static final class Index {
    private final String[] names;
    private final long[] lengths;
    private final Map<String, Postings> postings = new HashMap<>(1 << 17);

    Index(String[] names) {
      this.names = names;
      this.lengths = new long[names.length];
    }

    void read(int document, List<Path> files, String tokens) throws IOException {
      TokenScanner scanner =
          new TokenScanner(
              tokens,
              token -> {
                postings.computeIfAbsent(token, first -> new Postings()).add(document);
                lengths[document]++;
              });
      InputLines.each(files, scanner::line);
    }

    void print(String weight, AnswerFile answer) throws IOException {
      boolean norm = weight.equals("norm");
      double one = weight.equals("smooth") ? 1 : 0;
      for (Map.Entry<String, Postings> entry : postings.entrySet()) {
        Postings files = entry.getValue();
        double idf = Math.log((names.length + one) / (files.size() + one));
        for (int i = 0; i < files.size(); i++) {
          int document = files.file(i);
          double tf = norm ? (double) files.count(i) / lengths[document] : files.count(i);
          answer.line(entry.getKey() + "|" + names[document], Double.toString(tf * idf));
        }
      }
    }
  }
}
