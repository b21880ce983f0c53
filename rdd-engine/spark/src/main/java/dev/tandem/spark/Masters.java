package dev.tandem.spark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The masters of a standalone cluster. Spark itself would ask masters that are not there for a
 * minute and then fail in one of its threads; one look at their ports says it at once.
 */
final class Masters {
  private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");
  private static final int CONNECT_MILLIS = 5_000;

  private Masters() {}

  /**
   * Makes sure that somebody listens.
   *
   * @param master Spark's URL; only {@code spark://host:port,host:port} is looked at
   * @throws IOException if none of its hosts takes a connection
   */
  static void check(String master) throws IOException {
    if (!master.startsWith("spark://")) {
      return;
    }
    List<String> why = new ArrayList<>();
    for (String address : master.substring("spark://".length()).split(",")) {
      Matcher parts = ADDRESS.matcher(address);
      if (!parts.matches()) {
        return; // Spark says what is wrong with it
      }
      try (Socket socket = new Socket()) {
        socket.connect(
            new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))),
            CONNECT_MILLIS);
        return;
      } catch (IOException | IllegalArgumentException e) {
        why.add(address + " (" + e.getMessage() + ")");
      }
    }
    throw new IOException(
        "no Spark master answers at "
            + String.join(", ", why)
            + "; is it running, and is --conf spark.master right?");
  }
}
