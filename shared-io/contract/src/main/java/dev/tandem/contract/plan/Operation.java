package dev.tandem.contract.plan;

import dev.tandem.contract.flow.Aggregator;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.io.Destination;
import dev.tandem.contract.io.Source;
import java.util.List;

/**
 * A node of the logical plan. There are six kinds, and they are enough: everything that a {@code
 * Bag} can do is built from them (after FlumeJava: Chambers et al., PLDI 2010).
 *
 * <p>Operations are immutable and know their inputs, never their consumers. An operation is
 * identified by its {@link #id}: passes may rebuild it (with other inputs, say), and it stays the
 * same operation. Ids ascend in the order of creation, so every input has a smaller id.
 */
public sealed interface Operation {
  /** The identity: unique in a pipeline, ascending in the order of creation. */
  int id();

  /** The name that plans, rounds, stages, tasks and errors show. */
  String name();

  /** The operations whose records this one consumes, in order. */
  List<Operation> inputs();

  /** What the records look like that this operation produces. */
  Shape shape();

  /** The same operation on other inputs, as many as before. */
  Operation withInputs(List<Operation> inputs);

  /** Calls the method of {@code visitor} for this kind of operation. */
  <R> R accept(OperationVisitor<R> visitor);

  /**
   * Reads the records of a source.
   *
   * @param source where from
   */
  record Read(int id, String name, Source<?> source) implements Operation {
    @Override
    public List<Operation> inputs() {
      return List.of();
    }

    @Override
    public Shape shape() {
      return new Shape(null, source.codec());
    }

    @Override
    public Operation withInputs(List<Operation> inputs) {
      return this;
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.visitRead(this);
    }
  }

  /**
   * Applies a function to each record, on its own.
   *
   * @param input the records; a {@link GroupByKey} hands over groups
   * @param fn the function
   * @param keepsKeys whether every record that it emits has the key of the record it came from: the
   *     partitioning, and the order of the keys, then stay
   * @param sideInputs the broadcasts that the function captured
   */
  record ParallelDo(
      int id,
      String name,
      Operation input,
      Closure<DoFn> fn,
      boolean keepsKeys,
      Shape shape,
      List<SideInput> sideInputs)
      implements Operation {
    @Override
    public List<Operation> inputs() {
      return List.of(input);
    }

    @Override
    public Operation withInputs(List<Operation> inputs) {
      return new ParallelDo(id, name, inputs.get(0), fn, keepsKeys, shape, sideInputs);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.visitParallelDo(this);
    }
  }

  /**
   * Brings all values of a key together, from one or several keyed inputs whose keys have the same
   * codec. The shape is that of one pair: key and value of the (first) input, or key and
   * accumulator where a combiner was lifted into the grouping.
   *
   * @param inputs at least one
   * @param grouping placement and order
   * @param combiner folds values into accumulators before the shuffle; then what arrives behind it
   *     are accumulators. Null where values travel as they are
   */
  record GroupByKey(
      int id,
      String name,
      List<Operation> inputs,
      Grouping<?, ?> grouping,
      Closure<Aggregator<Object, Object, Object>> combiner,
      Shape shape)
      implements Operation {
    /** Copies the inputs and checks that there are some. */
    public GroupByKey {
      inputs = List.copyOf(inputs);
      if (inputs.isEmpty()) {
        throw new IllegalArgumentException("a grouping needs an input");
      }
    }

    @Override
    public Operation withInputs(List<Operation> others) {
      return new GroupByKey(id, name, others, grouping, combiner, shape);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.visitGroupByKey(this);
    }
  }

  /**
   * Folds the values of each group into one value under the group's key. Where the grouping has the
   * same combiner, what arrives are accumulators that are still to be merged and finished.
   *
   * @param input a grouping of one input
   * @param aggregator how
   */
  record CombineValues(
      int id,
      String name,
      Operation input,
      Closure<Aggregator<Object, Object, Object>> aggregator,
      Shape shape)
      implements Operation {
    @Override
    public List<Operation> inputs() {
      return List.of(input);
    }

    @Override
    public Operation withInputs(List<Operation> inputs) {
      return new CombineValues(id, name, inputs.get(0), aggregator, shape);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.visitCombineValues(this);
    }
  }

  /**
   * The records of all inputs, one input behind the other; duplicates stay.
   *
   * @param inputs at least one, all of the same shape
   */
  record Flatten(int id, String name, List<Operation> inputs, Shape shape) implements Operation {
    /** Copies the inputs. */
    public Flatten {
      inputs = List.copyOf(inputs);
    }

    @Override
    public Operation withInputs(List<Operation> others) {
      return new Flatten(id, name, others, shape);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.visitFlatten(this);
    }
  }

  /**
   * Delivers the records to files or to the driver. A keyed input is delivered as pairs.
   *
   * @param input what is written
   * @param destination a sink or a driver result
   */
  record Write(int id, String name, Operation input, Destination<?> destination)
      implements Operation {
    @Override
    public List<Operation> inputs() {
      return List.of(input);
    }

    @Override
    public Shape shape() {
      return input.shape();
    }

    @Override
    public Operation withInputs(List<Operation> inputs) {
      return new Write(id, name, inputs.get(0), destination);
    }

    @Override
    public <R> R accept(OperationVisitor<R> visitor) {
      return visitor.visitWrite(this);
    }
  }
}
