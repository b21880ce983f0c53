package dev.tandem.spark.task;

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

/**
 * A part of the plan on its way to tasks. Classes are looked up where the task looks them up, so
 * that jobs from a jar of their own work on every executor; broadcasts stay behind, because Spark
 * ships them once per executor.
 *
 * <p>The bytes travel with Spark's tasks and are never kept on disk.
 *
 * @param <T> what is shipped
 */
public final class Shipped<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;
  private transient T value;

  private Shipped(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Packs a value.
   *
   * @throws IllegalArgumentException if something in it is not serialisable; names the class
   */
  public static <T> Shipped<T> of(T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (Packer out = new Packer(bytes)) {
      out.writeObject(value);
    } catch (IOException e) {
      throw new IllegalArgumentException("the plan cannot be shipped to tasks: " + e, e);
    }
    return new Shipped<>(bytes.toByteArray());
  }

  /** The task's own copy: the same one for each call in a task. */
  @SuppressWarnings("unchecked") // what was packed
  public T open() {
    if (value == null) {
      try (Unpacker in = new Unpacker(new ByteArrayInputStream(bytes))) {
        value = (T) in.readObject();
      } catch (IOException | ClassNotFoundException e) {
        throw new IllegalStateException(
            "a task cannot read its part of the plan: "
                + e
                + "; is the job's jar on all executors?",
            e);
      }
    }
    return value;
  }

  private record SideRef(int id) implements Serializable {}

  private static final class Packer extends ObjectOutputStream {
    Packer(OutputStream out) throws IOException {
      super(out);
      enableReplaceObject(true);
    }

    @Override
    protected Object replaceObject(Object object) {
      return object instanceof SideInput side ? new SideRef(side.id()) : object;
    }
  }

  private static final class Unpacker extends ObjectInputStream {
    private final ClassLoader loader = Thread.currentThread().getContextClassLoader();

    Unpacker(InputStream in) throws IOException {
      super(in);
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
      return object instanceof SideRef ref ? new SideInput(ref.id(), new byte[0]) : object;
    }
  }
}
