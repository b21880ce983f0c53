package dev.tandem.hadoop.ship;

import dev.tandem.contract.plan.SideInput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * A program as bytes. The user's functions are Java objects, so this is Java's serialisation: the
 * bytes lie in the folder of the job, which only its user can write, beside the configuration that
 * names the classes to run anyway. Broadcasts are left out and travel in files of their own, so
 * that they are shipped once for each machine and not once for each round.
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
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    Map<Integer, SideInput> broadcasts = new LinkedHashMap<>();
    try (Packer packer = new Packer(bytes, broadcasts)) {
      packer.writeObject(program);
    }
    return new Parcel(bytes.toByteArray(), broadcasts);
  }

  /**
   * Unpacks a program in a task.
   *
   * @param bytes of the parcel
   * @param loader finds the classes of the job
   * @param broadcasts finds the broadcasts
   * @throws IOException if the bytes are damaged, or a class is missing: names it
   */
  public static Program open(byte[] bytes, ClassLoader loader, IntFunction<SideInput> broadcasts)
      throws IOException {
    try (Unpacker unpacker = new Unpacker(new ByteArrayInputStream(bytes), loader, broadcasts)) {
      return (Program) unpacker.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException(
          "class "
              + e.getMessage()
              + " is missing in the task; ship the jar of the job with -libjars",
          e);
    }
  }

  /** Stands for a broadcast. */
  private record BroadcastAt(int id) implements Serializable {}

  private static final class Packer extends ObjectOutputStream {
    private final Map<Integer, SideInput> broadcasts;

    Packer(OutputStream out, Map<Integer, SideInput> broadcasts) throws IOException {
      super(out);
      this.broadcasts = broadcasts;
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      if (object instanceof SideInput side) {
        broadcasts.put(side.id(), side);
        return new BroadcastAt(side.id());
      }
      return object;
    }
  }

  private static final class Unpacker extends ObjectInputStream {
    private final ClassLoader loader;
    private final IntFunction<SideInput> broadcasts;

    Unpacker(InputStream in, ClassLoader loader, IntFunction<SideInput> broadcasts)
        throws IOException {
      super(in);
      this.loader = loader;
      this.broadcasts = broadcasts;
      enableResolveObject(true);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, loader);
      } catch (ClassNotFoundException elsewhere) {
        return super.resolveClass(description);
      }
    }

    @Override
    protected Object resolveObject(Object object) {
      return object instanceof BroadcastAt at ? broadcasts.apply(at.id()) : object;
    }
  }
}
