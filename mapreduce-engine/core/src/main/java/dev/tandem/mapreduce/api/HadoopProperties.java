package dev.tandem.mapreduce.api;

import dev.tandem.contract.job.Names;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names that begin with {@code mapreduce.}: those that mean here what they mean in Hadoop, those
 * that Hadoop knows and that mean nothing here (queues, containers, shuffle servers ...), and the
 * rest, which are mistakes.
 */
final class HadoopProperties {
  private static final String PREFIX = "mapreduce.";

  private static final Set<String> READ =
      Set.of(
          "mapreduce.task.io.sort.mb",
          "mapreduce.map.sort.spill.percent",
          "mapreduce.task.io.sort.factor",
          "mapreduce.map.combine.minspills",
          "mapreduce.task.spill.files.count.limit",
          "mapreduce.task.index.cache.limit.bytes",
          "mapreduce.reduce.merge.memtomem.enabled",
          "mapreduce.reduce.merge.memtomem.threshold",
          "mapreduce.job.speculative.speculative-cap-running-tasks",
          "mapreduce.job.speculative.speculative-cap-total-tasks",
          "mapreduce.job.speculative.minimum-allowed-tasks",
          "mapreduce.map.failures.maxpercent",
          "mapreduce.reduce.failures.maxpercent",
          "mapreduce.job.running.map.limit",
          "mapreduce.job.running.reduce.limit",
          "mapreduce.map.output.compress",
          "mapreduce.map.output.compress.codec",
          "mapreduce.reduce.shuffle.parallelcopies",
          "mapreduce.reduce.shuffle.input.buffer.percent",
          "mapreduce.reduce.shuffle.memory.limit.percent",
          "mapreduce.reduce.shuffle.merge.percent",
          "mapreduce.reduce.merge.inmem.threshold",
          "mapreduce.reduce.input.buffer.percent",
          "mapreduce.reduce.markreset.buffer.percent",
          "mapreduce.reduce.markreset.buffer.size",
          "mapreduce.map.speculative",
          "mapreduce.reduce.speculative",
          "mapreduce.job.speculative.slowtaskthreshold",
          "mapreduce.map.maxattempts",
          "mapreduce.reduce.maxattempts",
          "mapreduce.task.timeout",
          "mapreduce.job.maxtaskfailures.per.tracker",
          "mapreduce.map.skip.maxrecords",
          "mapreduce.reduce.skip.maxgroups",
          "mapreduce.task.skip.start.attempts",
          "mapreduce.job.ubertask.enable",
          "mapreduce.job.ubertask.maxmaps",
          "mapreduce.job.ubertask.maxreduces",
          "mapreduce.job.ubertask.maxbytes",
          "mapreduce.job.name",
          "mapreduce.client.progressmonitor.pollinterval",
          "mapreduce.job.reduce.slowstart.completedmaps",
          "mapreduce.job.reduces",
          "mapreduce.job.counters.max",
          "mapreduce.job.counters.groups.max",
          "mapreduce.job.counters.counter.name.max",
          "mapreduce.job.counters.group.name.max",
          "mapreduce.fileoutputcommitter.algorithm.version",
          "mapreduce.input.fileinputformat.split.minsize",
          "mapreduce.input.fileinputformat.split.maxsize",
          "mapreduce.input.keyvaluelinerecordreader.key.value.separator",
          "mapreduce.input.lineinputformat.linespermap",
          "mapreduce.output.textoutputformat.separator",
          "mapreduce.output.fileoutputformat.compress",
          "mapreduce.output.fileoutputformat.compress.codec",
          "mapreduce.multipleoutputs.counters",
          "mapreduce.totalorderpartitioner.path",
          "mapreduce.partition.binarypartitioner.left.offset",
          "mapreduce.partition.binarypartitioner.right.offset",
          "mapreduce.partition.keypartitioner.options",
          "mapreduce.partition.keycomparator.options",
          "mapreduce.map.output.key.field.separator",
          "mapreduce.mapper.regex",
          "mapreduce.mapper.regexmapper..group");

  private HadoopProperties() {}

  /**
   * Checks what a job has set.
   *
   * @return the names that are known and mean nothing here, in order
   * @throws IllegalArgumentException for a name that Hadoop does not know either; suggests one
   */
  static List<String> ignored(Map<String, String> set) {
    Set<String> known = known();
    List<String> ignored = new ArrayList<>();
    for (String name : set.keySet()) {
      if (!name.startsWith(PREFIX) || READ.contains(name)) {
        continue;
      }
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            "there is no property '" + name + "'" + suggestion(name, known));
      }
      ignored.add(name);
    }
    return ignored;
  }

  /** There are hundreds of names: they are not listed where none is near. */
  private static String suggestion(String name, Set<String> known) {
    return Names.nearest(name, List.copyOf(known))
        .map(near -> "; did you mean '" + near + "'?")
        .orElse("; a setting of the job's own needs a name that does not begin with " + PREFIX);
  }

  /** The names that mean something here. */
  static Set<String> read() {
    return READ;
  }

  /** All names that Hadoop knows. */
  static Set<String> known() {
    Set<String> names = new TreeSet<>(READ);
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                HadoopProperties.class.getResourceAsStream("hadoop-properties.txt"),
                StandardCharsets.UTF_8))) {
      lines.lines().forEach(names::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names;
  }
}
