package dev.tandem.hadoop.ship;

import dev.tandem.contract.plan.Shipment;
import dev.tandem.contract.plan.SideInput;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * A program as bytes, in a file of the job's folder. What is in the file becomes objects, so a task
 * opens it only if it is what the driver has written: the configuration of the job, which reaches
 * the task by another way, says its SHA-256. Broadcasts are left out and travel in files of their
 * own, so that they are shipped once for each machine and not once for each round.
 */
public final class Parcel {
  private final byte[] bytes;
  private final Map<Integer, SideInput> broadcasts;

  private Parcel(byte[] bytes, Map<Integer, SideInput> broadcasts) {
    this.bytes = bytes;
    this.broadcasts = broadcasts;
  }

  /** The program without its broadcasts. */
  public byte[] bytes() {
    return bytes;
  }

  /** What tells these bytes from all others: their SHA-256 in hexadecimal. */
  public String seal() {
    return seal(bytes);
  }

  private static String seal(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The broadcasts that its functions use, by id. */
  public Map<Integer, SideInput> broadcasts() {
    return broadcasts;
  }

  /**
   * Packs a program.
   *
   * @throws IOException if something in it cannot be serialised
   */
  public static Parcel of(Program program) throws IOException {
    Map<Integer, SideInput> broadcasts = new LinkedHashMap<>();
    byte[] bytes = Shipment.pack(program, side -> broadcasts.put(side.id(), side));
    return new Parcel(bytes, broadcasts);
  }

  /**
   * Unpacks a program in a task.
   *
   * @param bytes of the parcel
   * @param seal of the bytes that were packed
   * @param loader finds the classes of the job
   * @param broadcasts finds the broadcasts
   * @throws IOException if these are other bytes, or a class is missing: names it
   */
  public static Program open(
      byte[] bytes, String seal, ClassLoader loader, IntFunction<SideInput> broadcasts)
      throws IOException {
    if (!seal(bytes).equals(seal)) {
      throw new IOException(
          "the program of the round is not the one that the driver has written; nothing of it is"
              + " run");
    }
    try {
      return (Program) Shipment.unpack(bytes, loader, broadcasts);
    } catch (ClassNotFoundException e) {
      throw new IOException(
          "class "
              + e.getMessage()
              + " is missing in the task; ship the jar of the job with -libjars",
          e);
    }
  }
}
