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
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a fault does. Those that need a node or files do nothing on the driver ({@code
 * job.commit.step}).
 */
enum FaultAction {
  /** An unchecked exception, as a function throws it. */
  THROW {
    @Override
    void strike(Scene scene) {
      throw new IllegalStateException(scene.message());
    }
  },
  /** An I/O error, as a disk reports it. */
  IO_ERROR {
    @Override
    void strike(Scene scene) throws IOException {
      throw new IOException(scene.message());
    }
  },
  /** An {@code OutOfMemoryError}, as a function that keeps too much meets it. */
  OOM {
    @Override
    void strike(Scene scene) {
      throw new OutOfMemoryError(scene.message());
    }
  },
  /** Waits until the attempt is told to stop: by a time-out, a faster attempt, or the run's end. */
  HANG {
    @Override
    void strike(Scene scene) {
      try {
        while (scene.node() != null) {
          Thread.sleep(Long.MAX_VALUE);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TaskStopped("stopped while it hung: " + scene.message());
      }
    }
  },
  /**
   * Changes one bit in the middle of each file that the attempt has written to its scratch folder;
   * at {@code task.commit} this is what others are about to fetch.
   */
  CORRUPT {
    @Override
    void strike(Scene scene) throws IOException {
      for (FileInfo file : scene.written()) {
        flip(scene.files(), file);
      }
    }
  },
  /** Deletes what the attempt has written to its scratch folder. */
  DELETE_OUTPUT {
    @Override
    void strike(Scene scene) throws IOException {
      for (FileInfo file : scene.written()) {
        scene.files().delete(file.path());
      }
    }
  },
  /** Loses the node on which the attempt runs, with all that lies on its disk. */
  LOSE_NODE {
    @Override
    void strike(Scene scene) {
      if (scene.node() != null) {
        scene.lose().accept(scene.node());
        throw new TaskStopped(scene.node() + " was lost: " + scene.message());
      }
    }
  },
  /** Ends the process at once with code 137, as kill -9 does. */
  EXIT {
    @Override
    void strike(Scene scene) {
      Runtime.getRuntime().halt(137);
    }
  };

  /**
   * Where a fault strikes.
   *
   * @param message what an exception is to say
   * @param node null on the driver
   * @param scratch the attempt's folder; null on the driver
   * @param files the storage
   * @param lose loses a node
   */
  record Scene(String message, Node node, String scratch, FileStore files, Consumer<Node> lose) {
    private List<FileInfo> written() throws IOException {
      return scratch == null || !files.exists(scratch)
          ? List.of()
          : files.list(scratch).stream().filter(file -> !file.directory()).toList();
    }
  }

  abstract void strike(Scene scene) throws IOException;

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

  private static void flip(FileStore files, FileInfo file) throws IOException {
    byte[] bytes;
    try (InputStream in = files.open(file.path(), 0)) {
      bytes = in.readAllBytes();
    }
    if (bytes.length > 0) {
      bytes[bytes.length / 2] ^= 1;
      files.delete(file.path());
      try (OutputStream out = files.create(file.path())) {
        out.write(bytes);
      }
    }
  }
}
