package dev.tandem.hadoop.task;

import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The folder of one Hadoop job, which the driver makes and removes.
 *
 * <pre>
 * program            the round, see {@link dev.tandem.hadoop.ship.Parcel}
 * splits             what the map tasks read
 * broadcast-3        the side input 3
 * stored             the results of earlier rounds that are read
 * failures/ATTEMPT   why an attempt has failed
 * out/tasks/r-00002  what the reduce task 2 has left, once it is committed
 * </pre>
 *
 * @param path of the folder
 */
public record JobFolder(String path) {
  /** The folder of the job that a task belongs to. */
  public static JobFolder of(Configuration conf) {
    return new JobFolder(conf.get(Keys.FOLDER));
  }

  /** The program of the round. */
  public String program() {
    return path + "/program";
  }

  /** What the map tasks read. */
  public String splits() {
    return path + "/splits";
  }

  /** What earlier rounds have stored. */
  public String stored() {
    return path + "/stored";
  }

  /** A broadcast. */
  public String broadcast(int id) {
    return path + "/broadcast-" + id;
  }

  /** Where attempts say why they have failed. */
  public String failures() {
    return path + "/failures";
  }

  /** What Hadoop's committer fills. */
  public String out() {
    return path + "/out";
  }

  /** The folders of committed tasks. */
  public String tasks() {
    return out() + "/tasks";
  }

  /** A path of Hadoop's as Tandem's file stores spell it: files of this machine have no scheme. */
  public static String plain(Path path) {
    boolean local = path.toUri().getScheme() == null || path.toUri().getScheme().equals("file");
    return local ? path.toUri().getPath() : path.toString();
  }
}
