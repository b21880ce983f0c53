package dev.tandem.spark.task;

import dev.tandem.contract.plan.Collector;
import java.util.Iterator;
import scala.Tuple2;

/** Feeds the elements of an RDD. */
final class RecordFeed implements Feed {
  private final Iterator<Object> elements;
  private final boolean keyed;

  RecordFeed(Iterator<Object> elements, boolean keyed) {
    this.elements = elements;
    this.keyed = keyed;
  }

  @Override
  public boolean push(Collector into, int atMost) {
    for (int i = 0; i < atMost && elements.hasNext(); i++) {
      Object element = elements.next();
      if (keyed) {
        Tuple2<?, ?> pair = (Tuple2<?, ?>) element;
        into.emit(pair._1(), pair._2());
      } else {
        into.emit(null, element);
      }
    }
    return elements.hasNext();
  }
}
