package dev.tandem.formats;

import dev.tandem.contract.io.Codec;
import java.io.IOException;

/**
 * Another form without the lines that are comments.
 *
 * @param start what comments begin with: ASCII
 */
record Uncommented<T>(LineForm<T> form, byte start) implements LineForm<T> {
  @Override
  public boolean skips(LineScanner line) {
    return form.skips(line) || line.length() > 0 && line.chunk()[line.offset()] == start;
  }

  @Override
  public T record(LineScanner line) throws IOException {
    return form.record(line);
  }

  @Override
  public Codec<T> codec() {
    return form.codec();
  }
}
