package dev.tandem.spark.shuffle;

import dev.tandem.spark.report.TaskBooks;
import org.apache.spark.Partition;
import org.apache.spark.Partitioner;
import org.apache.spark.ShuffleDependency;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import scala.Product2;
import scala.Tuple2;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** Spark's shuffle of pairs in our codecs, which notes what each partition has fetched. */
final class CodecShuffledRdd extends ShuffledRDD<Object, Object, Object> {
  private static final long serialVersionUID = 1L;
  private static final ClassTag<Object> ANY = ClassTag$.MODULE$.apply(Object.class);

  private final TaskBooks books;
  private final int number;

  CodecShuffledRdd(
      RDD<? extends Product2<Object, Object>> pairs,
      Partitioner partitioner,
      TaskBooks books,
      int number) {
    super(pairs, partitioner, ANY, ANY, ANY);
    this.books = books;
    this.number = number;
  }

  @Override
  public Iterator<Tuple2<Object, Object>> compute(Partition split, TaskContext context) {
    ShuffleDependency<?, ?, ?> shuffle = (ShuffleDependency<?, ?, ?>) dependencies().head();
    long[] records = {0};
    ((CodecSerializer) shuffle.serializer()).onFetched(n -> records[0] += n);
    return new Noting(
        super.compute(split, context), () -> books.fetched(number, split.index(), records[0]));
  }

  /** Runs something behind the last element. */
  private static final class Noting extends AbstractIterator<Tuple2<Object, Object>> {
    private final Iterator<Tuple2<Object, Object>> pairs;
    private Runnable atEnd;

    Noting(Iterator<Tuple2<Object, Object>> pairs, Runnable atEnd) {
      this.pairs = pairs;
      this.atEnd = atEnd;
    }

    @Override
    public boolean hasNext() {
      boolean more = pairs.hasNext();
      if (!more && atEnd != null) {
        atEnd.run();
        atEnd = null;
      }
      return more;
    }

    @Override
    public Tuple2<Object, Object> next() {
      return pairs.next();
    }
  }
}
