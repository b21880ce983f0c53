package dev.tandem.mapreduce.store;

import dev.tandem.cluster.Cluster;
import dev.tandem.cluster.Failures;
import dev.tandem.mapreduce.plan.Intermediate;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Twin of the RDD engine's {@code PartitionStore}: what it keeps is in files and cannot be dropped,
 * for nobody could make it again.
 *
 * <p>The results that rounds leave for later rounds, by id of the operation. Their files lie in a
 * folder of the run that belongs to no node and survives the loss of any: it stands for the
 * replicated file system to which Hadoop writes the output of every round. Outputs of map tasks, in
 * contrast, lie on their node and are lost with it.
 *
 * <p>Used by the driver's thread only.
 */
public final class ResultStore {
  private final Cluster cluster;
  private final String folder;
  private final Map<Integer, StoredResult> results = new LinkedHashMap<>();

  /** A store with nothing in it, in the run's scratch folder. */
  public ResultStore(Cluster cluster) {
    this(cluster, inScratch(cluster));
  }

  /**
   * A store with nothing in it.
   *
   * @param cluster of the run
   * @param folder for the results, which whoever makes it removes
   */
  public ResultStore(Cluster cluster, String folder) {
    this.cluster = cluster;
    this.folder = folder;
  }

  /** The folder of a run that belongs to no node and goes with the run. */
  public static String inScratch(Cluster cluster) {
    String scratch = cluster.nodes().get(0).scratch();
    return scratch.substring(0, scratch.lastIndexOf('/')) + "/dfs";
  }

  /** The folder for the files of a result. */
  public String folderOf(Intermediate data) {
    return folder + "/result" + data.id();
  }

  /** Takes over a result that is complete. */
  public void add(StoredResult result) {
    results.put(result.data().id(), result);
  }

  /** A result that is there. */
  public StoredResult get(int id) {
    StoredResult result = results.get(id);
    if (result == null) {
      throw new IllegalStateException("the result of operation " + id + " is not stored");
    }
    return result;
  }

  /** What is there, for planning. */
  public Map<Integer, Intermediate> contents() {
    Map<Integer, Intermediate> contents = new HashMap<>();
    results.forEach((id, result) -> contents.put(id, result.data()));
    return contents;
  }

  /** Deletes a result, if it is there. What cannot be deleted is a warning. */
  public void drop(int id) {
    StoredResult result = results.remove(id);
    if (result != null) {
      delete(cluster, folderOf(result.data()));
    }
  }

  /**
   * Deletes what nobody needs any more; what cannot be deleted is a warning, for the run does not
   * depend on it.
   */
  public static void delete(Cluster cluster, String path) {
    try {
      cluster.files().delete(path);
    } catch (IOException e) {
      cluster.log().warn("cannot delete " + path + ": " + Failures.describe(e));
    }
  }
}
