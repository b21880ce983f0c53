package dev.tandem.rdd.lineage;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.io.SplitRule;
import java.util.List;

/**
 * What stands in a logical plan for records that only the lineage knows how to make: to the steps
 * behind it they are simply there. Nobody reads it.
 *
 * @param codec of the records
 */
public record ComputedSource(Codec<Object> codec) implements Source<Object> {
  @Override
  public List<Split> splits(FileStore files, SplitRule rule) {
    throw new UnsupportedOperationException("the partitions are those of the RDD");
  }

  @Override
  public RecordReader<Object> open(FileStore files, Split split) {
    throw new UnsupportedOperationException("the records are computed by the RDD");
  }

  @Override
  public String describe() {
    return "computed partitions";
  }
}
