package dev.tandem.rdd.api;

import dev.tandem.rdd.lineage.Dependency.OneToOne;
import dev.tandem.rdd.lineage.RddNode;
import java.util.ArrayList;
import java.util.List;

/** Partitions as lists. */
final class Glom {
  private Glom() {}

  static RddNode of(RddLike<?> rdd) {
    Form form = rdd.form;
    return rdd.context
        .lineages()
        .pushed(
            "glom",
            List.of(new OneToOne(rdd.node)),
            rdd.node::partitions,
            (partition, parents, out) -> {
              List<Object> all = new ArrayList<>();
              parents.push(0, (key, value) -> all.add(form.record(key, value)));
              out.emit(all);
            },
            null,
            Lineages.RECORDS);
  }
}
