package dev.tandem.jobs;

import dev.tandem.contract.flow.PairEmitter;
import dev.tandem.contract.flow.PairFn;
import dev.tandem.formats.FileLine;

/** Each token with the name of its file, which is worked out once for the lines of a file. */
final class Postings implements PairFn<FileLine, String, String> {
  private static final long serialVersionUID = 1L;

  private final Tokens tokens;

  /** Of the line before; tasks of other files may replace it at any time. */
  private transient Named last;

  Postings(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public void apply(FileLine line, PairEmitter<String, String> out) {
    Named named = last;
    if (named == null || !named.path.equals(line.file())) {
      named = new Named(line.file(), line.baseName());
      last = named;
    }
    String file = named.base;
    tokens.each(line.line(), token -> out.emit(token, file));
  }

  private record Named(String path, String base) {}
}
