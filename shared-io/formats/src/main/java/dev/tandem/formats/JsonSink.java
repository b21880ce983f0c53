package dev.tandem.formats;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.tandem.contract.io.Output;
import dev.tandem.contract.job.OutputFolder;
import java.io.IOException;

/**
 * JSON lines, one object a line: {@code visits.write(JsonSink.to(args.output()))}. Records are
 * written with their components as properties, maps with their keys in order, so that equal records
 * give equal lines.
 */
public final class JsonSink extends LineSink<Object, JsonSink> {
  private static final long serialVersionUID = 1L;
  private static final ObjectWriter WRITER = Json.writer();

  private JsonSink(OutputFolder folder, Compression compression) {
    super(folder, compression);
  }

  /** Writes to {@code folder}, not compressed. */
  public static JsonSink to(OutputFolder folder) {
    return new JsonSink(folder, Compression.NONE);
  }

  @Override
  void append(Object record, Output line) throws IOException {
    try {
      TextForm.append(WRITER.writeValueAsString(record), line);
    } catch (JsonProcessingException e) {
      throw new IOException(
          "a "
              + record.getClass().getName()
              + " cannot be written as JSON: "
              + e.getOriginalMessage(),
          e);
    }
  }

  @Override
  JsonSink with(OutputFolder folder, Compression compression) {
    return new JsonSink(folder, compression);
  }
}
