package dev.tandem.spark.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Sink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Files whose heads cannot be written. */
class PartFileTest {
  /** Fails before there is a writer that could close the stream. */
  private record Headless() implements Sink<Object> {
    private static final long serialVersionUID = 1L;

    @Override
    public String folder() {
      return "";
    }

    @Override
    public String extension() {
      return "";
    }

    @Override
    public RecordWriter<Object> open(OutputStream out) throws IOException {
      throw new IOException("no head");
    }
  }

  @Test
  void aFileThatCannotBeBegunIsClosed() {
    AtomicBoolean closed = new AtomicBoolean();
    OutputStream stream =
        new OutputStream() {
          @Override
          public void write(int b) {}

          @Override
          public void close() {
            closed.set(true);
          }
        };
    assertThatThrownBy(() -> PartFile.open(new Headless(), stream)).hasMessage("no head");
    assertThat(closed).isTrue();
  }
}
