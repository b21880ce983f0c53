package dev.tandem.contract.plan;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * A part of a plan as bytes, on its way to the tasks of another system. A plan carries the user's
 * functions, which are Java objects, so this is Java's serialisation. Broadcasts are left out:
 * every system has its own way to ship them once for each machine.
 *
 * <p>Whoever lets the bytes touch a disk must make sure that what is read is what was written,
 * before it unpacks anything: see the adapter for Hadoop.
 */
public final class Shipment {
  private Shipment() {}

  /**
   * Packs a part of a plan.
   *
   * @param broadcasts is told of each broadcast that was left out, as often as it occurs
   * @throws IOException if something in it cannot be serialised; names the class
   */
  public static byte[] pack(Serializable part, Consumer<SideInput> broadcasts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
    try (Packer packer = new Packer(bytes, broadcasts)) {
      packer.writeObject(part);
    }
    return bytes.toByteArray();
  }

  /**
   * Unpacks it in a task.
   *
   * @param bytes what {@link #pack} has returned
   * @param loader finds the classes of the job
   * @param broadcasts gives what was left out, by id
   * @throws IOException if the bytes are damaged
   * @throws ClassNotFoundException if a class of the job is missing in the task
   */
  public static Object unpack(byte[] bytes, ClassLoader loader, IntFunction<SideInput> broadcasts)
      throws IOException, ClassNotFoundException {
    try (Unpacker unpacker = new Unpacker(new ByteArrayInputStream(bytes), loader, broadcasts)) {
      return unpacker.readObject();
    }
  }

  /** Finds a class where the job's classes are, or else where Java would. */
  static Class<?> find(ObjectStreamClass description, ClassLoader loader, Otherwise otherwise)
      throws IOException, ClassNotFoundException {
    try {
      return Class.forName(description.getName(), false, loader);
    } catch (ClassNotFoundException elsewhere) {
      return otherwise.find(description);
    }
  }

  /** Java's own way to find a class, which also knows primitive types. */
  @FunctionalInterface
  interface Otherwise {
    Class<?> find(ObjectStreamClass description) throws IOException, ClassNotFoundException;
  }

  /** Stands for a broadcast. */
  private record BroadcastAt(int id) implements Serializable {}

  private static final class Packer extends ObjectOutputStream {
    private final Consumer<SideInput> broadcasts;

    Packer(OutputStream out, Consumer<SideInput> broadcasts) throws IOException {
      super(out);
      this.broadcasts = broadcasts;
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      if (object instanceof SideInput side) {
        broadcasts.accept(side);
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
      return find(description, loader, super::resolveClass);
    }

    @Override
    protected Object resolveObject(Object object) {
      return object instanceof BroadcastAt at ? broadcasts.apply(at.id()) : object;
    }
  }
}
