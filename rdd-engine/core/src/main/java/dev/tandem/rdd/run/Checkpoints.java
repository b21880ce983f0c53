package dev.tandem.rdd.run;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.rdd.lineage.CheckpointRdd;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.store.PartitionStore;
import dev.tandem.rdd.store.SavedPartition;
import dev.tandem.rdd.store.StorageLevel;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Cuts lineages, as Spark's {@code checkpoint} and {@code localCheckpoint}: what an RDD was made
 * from is not needed any more, nor computed again. The number of partitions and their placement
 * stay. As in Spark, saving is a job of its own, to be run when the first action on the RDD has
 * ended; it computes the RDD again unless it is persisted. Nodes behind the cut that nothing else
 * refers to go, and with them their shuffles and what is kept of them.
 */
public final class Checkpoints {
  /** How often partitions that are not kept are computed: others may drop, or lose, them again. */
  private static final int MOST_ATTEMPTS = 4;

  private final RddRuntime runtime;
  private final JobRunner jobs;

  /**
   * @param runtime of the run
   * @param jobs runs the job that saves
   */
  public Checkpoints(RddRuntime runtime, JobRunner jobs) {
    this.runtime = runtime;
    this.jobs = jobs;
  }

  /**
   * Saves an RDD in files, a checksummed one for each partition, and reads it from there from now
   * on. Does nothing if that was done before.
   *
   * @param folder to be made for this RDD alone; outlives nodes, and the run
   * @throws JobFailed if the job fails or a file cannot be written; the folder is then removed, and
   *     the lineage stays
   */
  public void write(RddNode rdd, String folder) {
    if (rdd.checkpoint() != null) {
      return;
    }
    try {
      runtime.cluster().files().createFolder(folder);
      List<SavedPartition> saved =
          jobs.run(
              "checkpoint of " + rdd.name(),
              rdd,
              IntStream.range(0, rdd.partitions()).boxed().toList(),
              (last, partition, context) ->
                  SavedPartition.write(
                      last.shape(),
                      out -> last.push(partition, context, out),
                      context,
                      path(folder, partition)));
      rdd.cut(CheckpointRdd.inFiles(rdd, saved));
    } catch (IOException e) {
      throw new JobFailed("cannot make the checkpoint folder " + folder + ": " + e.getMessage(), e);
    } catch (JobFailed e) {
      remove(folder, e);
      throw e;
    }
  }

  private static String path(String folder, int partition) {
    return folder + "/" + String.format(Locale.ROOT, "part-%05d", partition);
  }

  private void remove(String folder, JobFailed failure) {
    try {
      runtime.cluster().files().delete(folder);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Prepares {@link #cutLocally}: from now on the partitions of an RDD are kept, and what memory
   * has no room for goes to files of the node.
   */
  public void keepLocally(RddNode rdd) {
    PartitionStore store = runtime.store();
    StorageLevel level = store.level(rdd.id());
    store.widen(rdd.id(), (level.isValid() ? level : StorageLevel.MEMORY_AND_DISK).withDisk());
  }

  /**
   * Computes the partitions that are not kept yet, and cuts the lineage. A partition that is lost
   * with its node is lost for good: whoever reads it fails and says so.
   *
   * @param called how the program calls the RDD
   * @throws JobFailed if the job fails, or what it has computed is not kept; the lineage then stays
   */
  public void cutLocally(RddNode rdd, String called) {
    if (rdd.checkpoint() != null) {
      return;
    }
    List<Integer> missing = missing(rdd);
    for (int attempt = 0; !missing.isEmpty(); attempt++) {
      if (attempt == MOST_ATTEMPTS || !runtime.store().level(rdd.id()).useDisk()) {
        throw notKept(called, missing);
      }
      keep(rdd, missing);
      missing = missing(rdd);
    }
    rdd.cut(CheckpointRdd.onNodes(rdd, called));
  }

  /** Behind a cut nothing can be made again: what another task may still take back is not there. */
  private List<Integer> missing(RddNode rdd) {
    return IntStream.range(0, rdd.partitions())
        .filter(partition -> !runtime.store().hasForGood(rdd.id(), partition))
        .boxed()
        .toList();
  }

  private void keep(RddNode rdd, List<Integer> missing) {
    missing.forEach(partition -> runtime.store().lose(rdd.id(), partition));
    jobs.run(
        "local checkpoint of " + rdd.name(),
        rdd,
        missing,
        (last, partition, context) -> {
          last.push(partition, context, (key, value) -> {});
          return null;
        });
  }

  private JobFailed notKept(String called, List<Integer> missing) {
    return new JobFailed(
        "job "
            + runtime.cluster().job()
            + ": there is no local checkpoint of "
            + called
            + ", for its partitions "
            + missing
            + " are not kept: it was unpersisted, a node was lost, there is no room on disk,"
            + " or other jobs that have not ended were computing them;"
            + " the lineage stays, and localCheckpoint() may be called again");
  }
}
