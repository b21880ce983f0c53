package dev.tandem.spark.shuffle;

import dev.tandem.contract.io.Codec;
import dev.tandem.spark.task.Identity;
import java.util.Iterator;
import org.apache.spark.util.MutablePair;
import scala.Product2;
import scala.Tuple2;
import scala.collection.AbstractIterator;

/** Pairs under what hash tables hold for their keys; one object for all of them. */
final class Keyed extends AbstractIterator<Product2<Object, Object>> {
  private final Codec<Object> keys;
  private final Iterator<Object> pairs;
  private final MutablePair<Object, Object> pair = new MutablePair<>(null, null);

  Keyed(Codec<Object> keys, Iterator<Object> pairs) {
    this.keys = keys;
    this.pairs = pairs;
  }

  @Override
  public boolean hasNext() {
    return pairs.hasNext();
  }

  @Override
  public Product2<Object, Object> next() {
    Tuple2<?, ?> next = (Tuple2<?, ?>) pairs.next();
    return pair.update(Identity.of(keys, next._1()), next._2());
  }
}
