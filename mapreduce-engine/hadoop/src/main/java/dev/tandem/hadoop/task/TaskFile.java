package dev.tandem.hadoop.task;

import dev.tandem.cluster.output.OutputStage;
import dev.tandem.cluster.runs.Segment;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * What a committed task tells the driver, in a file beside those that it has written. Both lie in
 * the task's own folder, which appears with the commit as a whole.
 *
 * @param task its number
 * @param attempt the number of the try
 * @param host where it ran
 * @param startMillis since 1970
 * @param endMillis since 1970
 * @param counts as {@link dev.tandem.cluster.TaskContext#writeCounts} writes them
 * @param parts the part files
 * @param kept results for later rounds
 * @param driver what goes to the driver; empty or one
 */
public record TaskFile(
    int task,
    int attempt,
    String host,
    long startMillis,
    long endMillis,
    byte[] counts,
    List<Part> parts,
    List<Kept> kept,
    List<Delivery> driver) {
  private static final String REPORT = "report";

  /**
   * A part file.
   *
   * @param write the id of the operation
   * @param name of the file
   * @param digest of its records
   * @param bytes of the file
   */
  public record Part(int write, String name, Digest digest, long bytes) {}

  /**
   * A partition of a result.
   *
   * @param id of the operation
   * @param segment of the file
   */
  public record Kept(int id, Segment segment) {}

  /**
   * Records for the driver. A round has one such output at most.
   *
   * @param encoded the records
   * @param records how many these are
   * @param seen how many there were
   */
  public record Delivery(byte[] encoded, int records, long seen) {}

  /** The folder of a task below the output of its job. */
  static String folder(TaskAttemptID id) {
    String kind = id.getTaskType() == TaskType.MAP ? "m" : "r";
    return String.format(Locale.ROOT, "tasks/%s-%05d", kind, id.getTaskID().getId());
  }

  /** The file of a write in a task's folder. */
  static String partFile(int write) {
    return "write" + write;
  }

  /** The file of a part in a task's folder. */
  public static String partFile(Part part) {
    return partFile(part.write());
  }

  /**
   * The name of a part file below the output.
   *
   * @param extension of the sink
   * @throws IOException if it is no name that this task may give: what comes from a task must not
   *     choose where the driver puts files
   */
  public String checkedName(Part part, String extension) throws IOException {
    boolean own =
        part.name().equals(OutputStage.partName(true, task, extension))
            || part.name().equals(OutputStage.partName(false, task, extension));
    if (!own) {
      throw new IOException(
          "task " + task + " calls a part file '" + part.name() + "', which is no name of its own");
    }
    return part.name();
  }

  /** The file of a result in a task's folder. */
  public static String keptFile(int id) {
    return "result" + id;
  }

  void write(FileStore files, String folder) throws IOException {
    Output out = new Output(1024);
    out.writeVarLong(task);
    out.writeVarLong(attempt);
    Codecs.TEXT.write(host, out);
    out.writeVarLong(startMillis);
    out.writeVarLong(endMillis);
    bytes(counts, out);
    out.writeLength(parts.size());
    parts.forEach(part -> write(part, out));
    out.writeLength(kept.size());
    kept.forEach(result -> write(result, out));
    out.writeLength(driver.size());
    driver.forEach(delivery -> write(delivery, out));
    try (OutputStream file = files.create(folder + "/" + REPORT)) {
      file.write(out.array(), 0, out.position());
    }
  }

  private static void bytes(byte[] bytes, Output out) {
    out.writeLength(bytes.length);
    out.writeBytes(bytes, 0, bytes.length);
  }

  private static void write(Part part, Output out) {
    out.writeVarLong(part.write());
    Codecs.TEXT.write(part.name(), out);
    out.writeVarLong(part.digest().records());
    out.writeFixed64(part.digest().sum());
    out.writeVarLong(part.bytes());
  }

  private static void write(Kept result, Output out) {
    out.writeVarLong(result.id());
    writeSegment(result.segment(), out);
  }

  private static void write(Delivery delivery, Output out) {
    bytes(delivery.encoded(), out);
    out.writeVarLong(delivery.records());
    out.writeVarLong(delivery.seen());
  }

  /** Reads what a committed task has left in its folder. */
  public static TaskFile read(FileStore files, String folder) throws IOException {
    try (InputStream file = files.open(folder + "/" + REPORT, 0)) {
      Input in = new Input(file.readAllBytes());
      return new TaskFile(
          (int) in.readVarLong(),
          (int) in.readVarLong(),
          Codecs.TEXT.read(in),
          in.readVarLong(),
          in.readVarLong(),
          in.readBytes(in.readLength()),
          readParts(in),
          readKept(in),
          readDeliveries(in));
    }
  }

  private static List<Part> readParts(Input in) {
    List<Part> parts = new ArrayList<>();
    for (int n = in.readLength(); n > 0; n--) {
      int write = (int) in.readVarLong();
      String name = Codecs.TEXT.read(in);
      Digest digest = new Digest(in.readVarLong(), in.readFixed64());
      parts.add(new Part(write, name, digest, in.readVarLong()));
    }
    return parts;
  }

  private static List<Kept> readKept(Input in) {
    List<Kept> kept = new ArrayList<>();
    for (int n = in.readLength(); n > 0; n--) {
      int id = (int) in.readVarLong();
      kept.add(new Kept(id, readSegment(in)));
    }
    return kept;
  }

  private static List<Delivery> readDeliveries(Input in) {
    List<Delivery> driver = new ArrayList<>();
    for (int n = in.readLength(); n > 0; n--) {
      byte[] encoded = in.readBytes(in.readLength());
      driver.add(new Delivery(encoded, (int) in.readVarLong(), in.readVarLong()));
    }
    return driver;
  }

  static Segment readSegment(Input in) {
    return new Segment(
        in.readVarLong(),
        in.readVarLong(),
        in.readVarLong(),
        in.readVarLong(),
        (int) in.readVarLong());
  }

  static void writeSegment(Segment segment, Output out) {
    out.writeVarLong(segment.offset());
    out.writeVarLong(segment.bytes());
    out.writeVarLong(segment.records());
    out.writeVarLong(segment.payload());
    out.writeVarLong(segment.largestBlock());
  }
}
