package dev.tandem.spark.shuffle;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.plan.StepFailure;
import dev.tandem.spark.task.RunSide;
import dev.tandem.spark.task.Shipped;
import dev.tandem.spark.task.TaskFailed;
import dev.tandem.spark.task.TaskSide;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import scala.Product2;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;

/**
 * Folds values into accumulators before they travel, in Spark's own hash table. What arrives is
 * merged by the task that reads it, with our codecs where it spills: Spark's aggregator would use
 * its general serialiser there.
 */
final class MapCombiner extends org.apache.spark.Aggregator<Object, Object, Object> {
  private static final long serialVersionUID = 1L;

  private MapCombiner(Own own) {
    super(new First(own), new Next(own), new Merge(own));
  }

  static MapCombiner of(Shipped<GroupSpec> group, RunSide run) {
    return new MapCombiner(new Own(group, run));
  }

  @Override
  @SuppressWarnings("unchecked") // pairs are pairs
  public Iterator<Tuple2<Object, Object>> combineCombinersByKey(
      Iterator<Product2<Object, Object>> pairs, TaskContext context) {
    return (Iterator<Tuple2<Object, Object>>) (Iterator<?>) pairs;
  }

  /** The task's own copy of the aggregator. */
  private static final class Own implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Shipped<GroupSpec> group;
    private final RunSide run;
    private transient Aggregator<Object, Object, Object> aggregator;

    Own(Shipped<GroupSpec> group, RunSide run) {
      this.group = group;
      this.run = run;
    }

    Aggregator<Object, Object, Object> open() {
      if (aggregator == null) {
        GroupSpec spec = group.open();
        int before = -1 - TaskContext.get().partitionId();
        aggregator =
            spec.combiner().open(new TaskSide(run, before).scope(spec.combineId(), before));
      }
      return aggregator;
    }

    RuntimeException blame(Throwable thrown) {
      return TaskFailed.of(new StepFailure(group.open().combineName(), "" + thrown, thrown), "");
    }
  }

  private static final class First extends AbstractFunction1<Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Own own;

    First(Own own) {
      this.own = own;
    }

    @Override
    public Object apply(Object value) {
      try {
        Aggregator<Object, Object, Object> aggregator = own.open();
        return aggregator.add(aggregator.create(), value);
      } catch (Throwable e) {
        throw own.blame(e);
      }
    }
  }

  private static final class Next extends AbstractFunction2<Object, Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Own own;

    Next(Own own) {
      this.own = own;
    }

    @Override
    public Object apply(Object accumulator, Object value) {
      try {
        return own.open().add(accumulator, value);
      } catch (Throwable e) {
        throw own.blame(e);
      }
    }
  }

  /** Accumulators that were read back from a spill are never changed. */
  private static final class Merge extends AbstractFunction2<Object, Object, Object>
      implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Own own;

    Merge(Own own) {
      this.own = own;
    }

    @Override
    public Object apply(Object a, Object b) {
      try {
        Aggregator<Object, Object, Object> aggregator = own.open();
        return aggregator.merge(aggregator.merge(aggregator.create(), a), b);
      } catch (Throwable e) {
        throw own.blame(e);
      }
    }
  }
}
