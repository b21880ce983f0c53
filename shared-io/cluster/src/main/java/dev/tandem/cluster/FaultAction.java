package dev.tandem.cluster;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.plan.TaskStopped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a fault does. Those that need files find nothing to strike on the driver ({@code
 * job.commit.step}).
 */
enum FaultAction {
  /** An unchecked exception, as a function throws it. */
  THROW {
    @Override
    boolean strike(Scene scene) {
      throw new IllegalStateException(scene.message());
    }
  },
  /** An I/O error, as a disk reports it. */
  IO_ERROR {
    @Override
    boolean strike(Scene scene) throws IOException {
      throw new IOException(scene.message());
    }
  },
  /** An {@code OutOfMemoryError}, as a function that keeps too much meets it. */
  OOM {
    @Override
    boolean strike(Scene scene) {
      throw new OutOfMemoryError(scene.message());
    }
  },
  /**
   * Waits until the attempt is told to stop: by a time-out, a faster attempt, or the run's end.
   * Says so, because nothing else tells a run that hangs from one that works.
   */
  HANG {
    @Override
    boolean strike(Scene scene) {
      scene.run().log().warn(scene.message() + ": it hangs until it is stopped");
      try {
        scene.run().awaitCancel();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new TaskStopped("stopped while it hung: " + scene.message());
    }
  },
  /**
   * Changes one bit in the middle of each file that the attempt has written to its scratch folder;
   * at {@code task.commit} this is what others are about to fetch.
   */
  CORRUPT {
    @Override
    boolean strike(Scene scene) throws IOException {
      boolean flipped = false;
      for (FileInfo file : scene.written()) {
        flipped |= flip(scene.run().files(), file);
      }
      return flipped;
    }
  },
  /** Deletes what the attempt has written to its scratch folder. */
  DELETE_OUTPUT {
    @Override
    boolean strike(Scene scene) throws IOException {
      List<FileInfo> written = scene.written();
      for (FileInfo file : written) {
        scene.run().files().delete(file.path());
      }
      return !written.isEmpty();
    }
  },
  /**
   * Loses the node on which the attempt runs, with all that lies on its disk; on the driver the
   * first one that is left.
   */
  LOSE_NODE {
    @Override
    boolean strike(Scene scene) {
      if (scene.node() != null) {
        scene.run().lose(scene.node());
        throw new TaskStopped(scene.node() + " was lost: " + scene.message());
      }
      Optional<Node> first = scene.run().nodes().stream().filter(Node::alive).findFirst();
      first.ifPresent(scene.run()::lose);
      return first.isPresent();
    }
  },
  /** Ends the process at once with code 137, as kill -9 does. */
  EXIT {
    @Override
    boolean strike(Scene scene) {
      Runtime.getRuntime().halt(137);
      return true;
    }
  };

  /**
   * Where a fault strikes.
   *
   * @param message what an exception is to say
   * @param node null on the driver
   * @param scratch the attempt's folder; null on the driver
   * @param run what is struck
   */
  record Scene(String message, Node node, String scratch, FaultPlan.Victim run) {
    private List<FileInfo> written() throws IOException {
      return scratch == null || !run.files().exists(scratch)
          ? List.of()
          : run.files().list(scratch).stream().filter(file -> !file.directory()).toList();
    }
  }

  /**
   * Does it.
   *
   * @return false if there was nothing to be struck, and nothing has happened
   * @throws IOException if that is what the fault does, or if files cannot be changed
   */
  abstract boolean strike(Scene scene) throws IOException;

  /** What it means that there was nothing to be struck. */
  String inVain() {
    return this == LOSE_NODE
        ? "no node was left"
        : "the attempt had no files in scratch there; what is handed over in memory is out of reach";
  }

  /** The word that a plan uses. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<FaultAction> of(String word) {
    return Arrays.stream(values()).filter(action -> action.word().equals(word)).findFirst();
  }

  static String words() {
    return Arrays.stream(values()).map(FaultAction::word).collect(Collectors.joining(", "));
  }

  private static boolean flip(FileStore files, FileInfo file) throws IOException {
    byte[] bytes;
    try (InputStream in = files.open(file.path(), 0)) {
      bytes = in.readAllBytes();
    }
    if (bytes.length == 0) {
      return false;
    }
    bytes[bytes.length / 2] ^= 1;
    files.delete(file.path());
    try (OutputStream out = files.create(file.path())) {
      out.write(bytes);
    }
    return true;
  }
}
