package dev.tandem.contract.plan;

import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.Counter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A user's function as the plan carries it: serialised when the plan is built, so that what cannot
 * be shipped is refused before any task, and every task opens a copy of its own. Counters and
 * broadcasts that the function captured travel as references and are bound to the task when it is
 * opened.
 *
 * <p>The bytes never leave the process. Where a plan itself is shipped, that is a {@link Shipment};
 * Java's serialisation is used nowhere else.
 *
 * @param <F> the type of the function
 */
public final class Closure<F> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;
  private final List<SideInput> sideInputs;
  private final transient ClassLoader loader;
  private final transient F original;

  private Closure(F original, byte[] bytes, List<SideInput> sideInputs, ClassLoader loader) {
    this.original = original;
    this.bytes = bytes;
    this.sideInputs = List.copyOf(sideInputs);
    this.loader = loader;
  }

  /**
   * Serialises a function.
   *
   * @param step the name of the step, for the message
   * @param function a serialisable object
   * @throws IllegalArgumentException if it or something that it captures is not serialisable; names
   *     the class and the step
   */
  public static <F> Closure<F> of(String step, F function) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    List<SideInput> sideInputs = new ArrayList<>();
    ClassLoader loader;
    try (Unbinder objects = new Unbinder(out, sideInputs)) {
      objects.writeObject(function);
      loader = objects.loader();
    } catch (NotSerializableException e) {
      throw new IllegalArgumentException(
          "step '"
              + step
              + "' is not serialisable: its function captures a "
              + captured(e.getMessage()),
          e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "step '" + step + "' cannot be serialised: " + e.getMessage(), e);
    }
    return new Closure<>(function, out.toByteArray(), sideInputs, loader);
  }

  private static String captured(String type) {
    // The name of a lambda's class says nothing to whoever wrote it.
    return type.contains("$$Lambda")
        ? "lambda whose interface is not Serializable; cast it to one that is, as in"
            + " (Comparator<T> & Serializable), or make it a class that is"
        : type
            + "; copy what it needs into local variables, or create the object inside the function";
  }

  /**
   * A fresh copy of the function for one task.
   *
   * @param scope binds captured counters and broadcasts
   */
  @SuppressWarnings("unchecked")
  public F open(TaskScope scope) {
    // Behind a shipment there is no loader: the task's thread knows where the job's classes are.
    ClassLoader classes = loader == null ? Thread.currentThread().getContextClassLoader() : loader;
    try (ObjectInputStream objects = new Binder(new ByteArrayInputStream(bytes), classes, scope)) {
      return (F) objects.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(
          "a function that was serialised in this process cannot be read back: " + e, e);
    }
  }

  /**
   * The function as the job gave it, for looking at (its kind, its algebra), not for running in a
   * task. Not available after the plan itself was shipped.
   */
  public F original() {
    return original;
  }

  /** The serialised size in bytes; beyond a megabyte a broadcast is the better way. */
  public int size() {
    return bytes.length;
  }

  /** The broadcasts that the function captured. */
  public List<SideInput> sideInputs() {
    return sideInputs;
  }

  private record CounterRef(String name) implements Serializable {}

  private record BroadcastRef(int id) implements Serializable {}

  /** Replaces handles by references while writing, and notes where classes come from. */
  private static final class Unbinder extends ObjectOutputStream {
    private final List<SideInput> sideInputs;
    private ClassLoader loader = Closure.class.getClassLoader();

    Unbinder(OutputStream out, List<SideInput> sideInputs) throws IOException {
      super(out);
      this.sideInputs = sideInputs;
      enableReplaceObject(true);
    }

    /**
     * A verb's own step wraps the user's function, whose class may come from a jar that only its
     * own loader knows.
     */
    @Override
    protected void annotateClass(Class<?> type) {
      ClassLoader of = type.getClassLoader();
      if (of != null && of != Closure.class.getClassLoader()) {
        loader = of;
      }
    }

    /** The loader that finds all classes of what was written. */
    ClassLoader loader() {
      return loader;
    }

    @Override
    protected Object replaceObject(Object object) {
      if (object instanceof Counter counter) {
        return new CounterRef(counter.name());
      }
      if (object instanceof BroadcastHandle<?> broadcast) {
        SideInput side = broadcast.sideInput();
        if (!sideInputs.contains(side)) {
          sideInputs.add(side);
        }
        return new BroadcastRef(side.id());
      }
      return object;
    }
  }

  /**
   * Replaces references by the task's own handles while reading, and finds classes where the
   * function's class was found.
   */
  private static final class Binder extends ObjectInputStream {
    private final ClassLoader loader;
    private final TaskScope scope;

    Binder(InputStream in, ClassLoader loader, TaskScope scope) throws IOException {
      super(in);
      this.loader = loader;
      this.scope = scope;
      enableResolveObject(true);
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      return Shipment.find(description, loader, super::resolveClass);
    }

    @Override
    protected Object resolveObject(Object object) {
      if (object instanceof CounterRef ref) {
        return scope.counter(ref.name());
      }
      if (object instanceof BroadcastRef ref) {
        return scope.broadcast(ref.id());
      }
      return object;
    }
  }

  /** A driver-side broadcast handle: knows its side input. */
  public interface BroadcastHandle<T> extends Broadcast<T> {
    /** The edge that a step capturing this handle gets. */
    SideInput sideInput();
  }
}
