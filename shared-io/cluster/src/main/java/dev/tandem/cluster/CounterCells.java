package dev.tandem.cluster;

import dev.tandem.contract.flow.Counter;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.Input;
import dev.tandem.contract.io.Output;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The user's counters of one attempt, by operation and partition. An operation that is opened twice
 * for the same partition (both sides of a self-join, say) computes the same records twice: they are
 * counted once. Thread-safe: combiners run beside the rest of their task, and beside each other.
 */
final class CounterCells {
  /** What is counted once. */
  record Place(int operation, int partition) {}

  private record Key(Place place, int opening, String name) {}

  private final Map<Key, Cell> cells = new LinkedHashMap<>();
  private int openings;

  synchronized int nextOpening() {
    return openings++;
  }

  synchronized Counter cell(int operation, int partition, int opening, String name) {
    return cells.computeIfAbsent(
        new Key(new Place(operation, partition), opening, name), key -> new Cell(name));
  }

  /** What was counted, by place and name. */
  synchronized Map<Place, Map<String, Long>> amounts() {
    Map<Place, Map<String, Long>> amounts = new LinkedHashMap<>();
    cells.forEach(
        (key, cell) ->
            amounts
                .computeIfAbsent(key.place(), place -> new TreeMap<>())
                .merge(key.name(), cell.amount.get(), Math::max));
    return amounts;
  }

  /** Writes the amounts. */
  void write(Output out) {
    Map<Place, Map<String, Long>> all = amounts();
    out.writeLength(all.size());
    all.forEach(
        (place, amounts) -> {
          out.writeVarLong(place.operation());
          out.writeVarLong(place.partition());
          out.writeLength(amounts.size());
          amounts.forEach(
              (name, amount) -> {
                Codecs.TEXT.write(name, out);
                out.writeVarLong(amount);
              });
        });
  }

  /** Adds amounts that {@link #write} has written. */
  void read(Input in) {
    for (int places = in.readLength(); places > 0; places--) {
      int operation = (int) in.readVarLong();
      int partition = (int) in.readVarLong();
      for (int names = in.readLength(); names > 0; names--) {
        String name = Codecs.TEXT.read(in);
        cell(operation, partition, 0, name).add(in.readVarLong());
      }
    }
  }

  private static final class Cell implements Counter {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final AtomicLong amount = new AtomicLong();

    Cell(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void add(long n) {
      amount.addAndGet(n);
    }
  }
}
