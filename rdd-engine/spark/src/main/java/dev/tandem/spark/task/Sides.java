package dev.tandem.spark.task;

import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.broadcast.Broadcast;

/**
 * The broadcasts that the steps of a task capture, by id.
 *
 * @param byId Spark ships each once per executor
 */
public record Sides(Map<Integer, Broadcast<Side>> byId) implements Serializable {
  /** Copies the map. */
  public Sides {
    byId = new TreeMap<>(byId);
  }

  Object value(int id) {
    return byId.get(id).value().decoded();
  }

  /** A value, decoded by the first task of an executor that asks. */
  public static final class Side implements Serializable {
    private static final long serialVersionUID = 1L;
    private final byte[] encoded;
    private transient Object decoded;

    /**
     * @param encoded in the dynamic codec
     */
    public Side(byte[] encoded) {
      this.encoded = encoded;
    }

    synchronized Object decoded() {
      if (decoded == null) {
        decoded = Codecs.dynamic().read(new Input(encoded));
      }
      return decoded;
    }
  }
}
