package dev.tandem.cluster;

import dev.tandem.contract.flow.FunctionFailed;
import dev.tandem.contract.io.Attempt;
import dev.tandem.contract.io.CorruptDataException;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.InputException;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.contract.plan.StorageFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/**
 * Turns what a task has thrown into one readable line. User code may throw anything: no throwable
 * breaks this class.
 */
public final class Failures {
  /** Messages are cut to this many characters. */
  static final int LONGEST = 500;

  private static final int DEEPEST = 50;

  private Failures() {}

  /**
   * What went wrong in one line, with the step that it happened in: the exception that the function
   * itself threw, then the root cause where that says something else.
   *
   * @param thrown anything
   */
  public static String describe(Throwable thrown) {
    String step = "";
    Throwable first = null;
    Throwable root = thrown;
    // A cause may point back to its effect: the depth is bounded.
    for (int depth = 0; depth < DEEPEST; depth++) {
      if (root instanceof StepFailure failure && step.isEmpty()) {
        step = failure.getCause() == null ? "" : "step '" + failure.step() + "': ";
      }
      Throwable cause = cause(root);
      if (first == null && !isEnvelope(root, cause)) {
        first = root;
      }
      if (cause == null || cause == root) {
        break;
      }
      root = cause;
    }
    return oneLine(step + (first == null ? say(root) : sayBoth(first, root)));
  }

  /** Whether another attempt would find the same: the input is not what it should be. */
  static boolean isHopeless(Throwable thrown) {
    Throwable at = thrown;
    for (int depth = 0; at != null && depth < DEEPEST; depth++) {
      if (at instanceof InputException) {
        return true;
      }
      try {
        at = at.getCause();
      } catch (Throwable broken) {
        return false;
      }
    }
    return false;
  }

  /** Whether an exception says nothing that its cause does not say. */
  private static boolean isEnvelope(Throwable thrown, Throwable cause) {
    if (cause == null) {
      return false;
    }
    String message = messageOf(thrown);
    return thrown instanceof StepFailure
        || thrown instanceof FunctionFailed
        || thrown instanceof StorageFailure
        || message == null
        || message.equals(textOf(cause));
  }

  private static String sayBoth(Throwable first, Throwable root) {
    String whole = say(first);
    String deepest = say(root);
    String message = messageOf(first);
    if (first == root || message != null && deepest.contains(message)) {
      return deepest;
    }
    String why = messageOf(root);
    boolean known = why != null && !why.isEmpty() && whole.contains(why);
    return known ? whole : cut(whole, LONGEST / 2) + ", caused by " + deepest;
  }

  private static Throwable cause(Throwable thrown) {
    if (thrown instanceof FetchFailure || saysIt(thrown)) {
      return null;
    }
    try {
      return thrown.getCause();
    } catch (Throwable broken) {
      return null;
    }
  }

  /**
   * Exceptions of the engine whose message is made for the user and already holds what their cause
   * says.
   */
  private static boolean saysIt(Throwable thrown) {
    return thrown instanceof CorruptDataException
        || thrown instanceof InputException
        || thrown.getClass() == IOException.class;
  }

  private static String messageOf(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (Throwable broken) {
      return "(its message cannot be read)";
    }
  }

  private static String textOf(Throwable thrown) {
    try {
      return thrown.toString();
    } catch (Throwable broken) {
      return "";
    }
  }

  private static String say(Throwable root) {
    String message = messageOf(root);
    if (root instanceof NoSuchFileException) {
      return "there is no file " + message;
    } else if (root instanceof AccessDeniedException) {
      return "no permission for " + message;
    } else if (root instanceof FileAlreadyExistsException) {
      return message + " exists already";
    }
    boolean clear =
        saysIt(root)
            || root instanceof StepFailure
            || root instanceof FetchFailure
            || root instanceof StorageFailure
            || root instanceof UncheckedIOException;
    if (clear && message != null) {
      return message;
    }
    String name = root.getClass().getSimpleName();
    String type = name.isEmpty() ? root.getClass().getName() : name;
    return message == null || message.isEmpty() ? type : type + ": " + message;
  }

  /** Without control characters and not too long. */
  static String oneLine(String text) {
    String cut = cut(text, LONGEST);
    StringBuilder line = new StringBuilder(cut.length());
    cut.codePoints().forEach(c -> line.appendCodePoint(breaks(c) ? ' ' : c));
    return line.toString().strip();
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest
        ? text
        : text.substring(0, longest) + "... (" + text.length() + " characters)";
  }

  private static boolean breaks(int c) {
    return Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
  }

  /**
   * The message of a failed run.
   *
   * @param job the job
   * @param attempt the attempt that failed last
   * @param of how many there may be
   * @param position the record that was being processed, or empty
   * @param thrown what went wrong
   */
  public static String message(
      String job, Attempt attempt, int of, String position, Throwable thrown) {
    String where =
        attempt.unit()
            + ", task "
            + attempt.task()
            + ", attempt "
            + (attempt.number() + 1)
            + " of "
            + Math.max(of, attempt.number() + 1);
    String at = position.isEmpty() ? "" : ", at " + oneLine(position);
    return "job " + job + ": " + describe(thrown) + " (" + where + at + ")";
  }

  /**
   * An IOException that says what was being written and how much room is left.
   *
   * @param files the storage
   * @param path the file
   * @param e what the storage said
   */
  public static IOException whileWriting(FileStore files, String path, IOException e) {
    String free;
    try {
      free = ", " + files.freeSpace(path) + " bytes free";
    } catch (IOException | RuntimeException unknown) {
      free = "";
    }
    return new IOException(describe(e) + " while writing " + path + free, e);
  }
}
