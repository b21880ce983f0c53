package dev.tandem.jobs;

import dev.tandem.contract.flow.Bag;
import dev.tandem.contract.flow.Broadcast;
import dev.tandem.contract.flow.CoGroupFn;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Pipeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table in the memory of every node.
 *
 * @param rows values by key
 */
record BroadcastTable<W>(Broadcast<Map<String, List<W>>> rows) {

  /** Reads a table now. */
  static <W> BroadcastTable<W> of(Pipeline p, KeyedBag<String, W> right) {
    Map<String, List<W>> rows = new LinkedHashMap<>();
    for (Pair<String, W> row : right.collect()) {
      rows.computeIfAbsent(row.first(), key -> new ArrayList<>(1)).add(row.second());
    }
    return new BroadcastTable<>(p.broadcast(rows));
  }

  /**
   * Joins rows with the table, one by one.
   *
   * @param f sees one left value with all right ones; it must not ask for right rows that no left
   *     row meets
   */
  <V, R> Bag<R> join(KeyedBag<String, V> left, Class<R> as, CoGroupFn<String, V, W, R> f) {
    Broadcast<Map<String, List<W>>> table = rows;
    return left.flatMap(
        as,
        (row, out) ->
            f.apply(
                row.first(),
                List.of(row.second()).iterator(),
                table.value().getOrDefault(row.first(), List.of()).iterator(),
                out));
  }
}
