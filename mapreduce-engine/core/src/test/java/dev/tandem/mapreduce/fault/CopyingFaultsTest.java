package dev.tandem.mapreduce.fault;

import dev.tandem.contract.engine.RunOptions;

/** Reduce tasks copy map outputs, with Hadoop's defaults. */
class CopyingFaultsTest extends MapReduceFaults {
  @Override
  protected RunOptions change(RunOptions options) {
    return super.change(options).withConf("defaults", "hadoop");
  }
}
