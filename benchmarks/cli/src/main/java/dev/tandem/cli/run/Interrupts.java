package dev.tandem.cli.run;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Signals. The first one cancels what runs, which then cleans up and ends; a second one ends the
 * process at once. A command that has nothing to clean up is ended by the first one.
 *
 * <p>A shutdown hook would not do: while hooks run, the JVM no longer hears a second Ctrl-C. {@code
 * sun.misc.Signal}, from the module jdk.unsupported, is the only other way; it is reached by
 * reflection, because compilers warn of it and a JVM may lack it. Then signals do what they do in
 * any JVM.
 */
public final class Interrupts {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final Runnable announce;
  private volatile Runnable cancel;
  private volatile int code;
  private volatile boolean completed;

  /**
   * @param announce called at the first signal, before anything is cancelled
   */
  public Interrupts(Runnable announce) {
    this.announce = announce;
  }

  /** Announces nothing. */
  public Interrupts() {
    this(() -> {});
  }

  /** Listens to the signals of this process. */
  public Interrupts listen() {
    for (String name : SIGNALS) {
      try {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object here =
            Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, handling());
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), here);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        return this; // this JVM has no such signal: its own handling stays
      }
    }
    return this;
  }

  private InvocationHandler handling() {
    return (proxy, method, arguments) -> {
      switch (method.getName()) {
        case "handle" ->
            signal((Integer) arguments[0].getClass().getMethod("getNumber").invoke(arguments[0]));
        case "equals" -> {
          return proxy == arguments[0];
        }
        case "hashCode" -> {
          return System.identityHashCode(proxy);
        }
        default -> {
          return "signals of tandem";
        }
      }
      return null;
    };
  }

  /** What a signal does. */
  void signal(int number) {
    int ends = 128 + number;
    if (code != 0) {
      Runtime.getRuntime().halt(ends);
    }
    code = ends;
    Runnable what = cancel;
    if (what == null) {
      Runtime.getRuntime().exit(ends);
    } else {
      announce.run();
      what.run();
    }
  }

  /**
   * From now on a signal calls {@code action} (at once, if one has come already), and the command
   * must end by itself.
   */
  public void onSignal(Runnable action) {
    cancel = action;
    if (code != 0) {
      action.run();
    }
  }

  /**
   * From now on a signal is only noted: the command looks at {@link #check} and cleans up by
   * itself.
   */
  public void noteOnly() {
    cancel = () -> {};
  }

  /**
   * Ends the command if a signal has come.
   *
   * @throws Stopped if so
   */
  public void check() {
    if (code != 0) {
      throw new Stopped();
    }
  }

  /** What the command was to make is there: a signal that comes or has come now is too late. */
  public void completed() {
    completed = true;
  }

  /** How a command ended that a signal was to stop. */
  public String ending() {
    return completed
        ? "stopped, but too late: the output was complete"
        : "stopped; nothing was left behind";
  }

  /** The exit code that the signal asks for; 0 if none has come. */
  public int code() {
    return code;
  }
}
