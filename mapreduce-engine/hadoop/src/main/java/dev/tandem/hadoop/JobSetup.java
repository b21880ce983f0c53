package dev.tandem.hadoop;

import dev.tandem.cluster.Cluster;
import dev.tandem.contract.io.Split;
import dev.tandem.hadoop.ship.Parcel;
import dev.tandem.hadoop.ship.Program;
import dev.tandem.hadoop.shuffle.CodecSerialization;
import dev.tandem.hadoop.shuffle.Combiner;
import dev.tandem.hadoop.shuffle.KeyOrder;
import dev.tandem.hadoop.shuffle.KeyPartitioner;
import dev.tandem.hadoop.shuffle.ShuffleKey;
import dev.tandem.hadoop.shuffle.ShuffleValue;
import dev.tandem.hadoop.task.JobFolder;
import dev.tandem.hadoop.task.Keys;
import dev.tandem.hadoop.task.RoundInputFormat;
import dev.tandem.hadoop.task.RoundMapper;
import dev.tandem.hadoop.task.RoundOutputFormat;
import dev.tandem.hadoop.task.RoundReducer;
import dev.tandem.hadoop.task.SliceSplit;
import dev.tandem.hadoop.task.StoredFile;
import dev.tandem.hadoop.task.Watched;
import dev.tandem.hadoopfiles.HadoopFiles;
import dev.tandem.mapreduce.plan.MapInput;
import dev.tandem.mapreduce.plan.Round;
import dev.tandem.mapreduce.plan.RoundInput;
import dev.tandem.mapreduce.run.Slice;
import dev.tandem.mapreduce.shuffle.PlannedShuffle;
import dev.tandem.mapreduce.store.ResultStore;
import dev.tandem.mapreduce.store.StoredResult;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.CommonConfigurationKeysPublic;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.MRConfig;
import org.apache.hadoop.mapreduce.MRJobConfig;

/**
 * Makes Hadoop's job out of a round: what its tasks run, and the files that they read first.
 *
 * @param cluster of the run
 * @param conf of the run
 * @param run the folder of the run
 * @param folder of the job
 */
record JobSetup(Cluster cluster, Configuration conf, RunFolder run, JobFolder folder) {
  Job make(Round round, PlannedShuffle shuffle, List<Slice> slices, String part, ResultStore store)
      throws IOException {
    Job job = Job.getInstance(conf, cluster.job() + ", round " + round.number() + part);
    Configuration own = job.getConfiguration();
    own.set(Keys.RUN, run.run());
    own.set(Keys.JOB, cluster.job());
    own.set(Keys.FOLDER, folder.path());
    own.set(Keys.PART, part);
    own.setInt(Keys.ATTEMPTS, Settings.isLocal(conf) ? 1 : cluster.options().attempts());
    own.setInt(Keys.FIRST_SLICE, slices.isEmpty() ? 0 : slices.get(0).task());
    own.setStrings(
        CommonConfigurationKeysPublic.IO_SERIALIZATIONS_KEY,
        CodecSerialization.class.getName(),
        own.get(CommonConfigurationKeysPublic.IO_SERIALIZATIONS_KEY));
    job.setInputFormatClass(RoundInputFormat.class);
    job.setOutputFormatClass(RoundOutputFormat.class);
    if (shuffle == null) {
      job.setMapperClass(RoundMapper.Writing.class);
      job.setNumReduceTasks(0);
    } else {
      sort(job, shuffle);
    }
    ship(job, round, shuffle, slices, store);
    return job;
  }

  private static void sort(Job job, PlannedShuffle shuffle) {
    Configuration own = job.getConfiguration();
    job.setMapperClass(RoundMapper.Sorting.class);
    job.setMapOutputKeyClass(ShuffleKey.class);
    job.setMapOutputValueClass(ShuffleValue.class);
    job.setPartitionerClass(KeyPartitioner.class);
    job.setSortComparatorClass(KeyOrder.class);
    job.setGroupingComparatorClass(KeyOrder.Groups.class);
    if (shuffle.combiner() != null) {
      job.setCombinerClass(Combiner.class);
    }
    job.setReducerClass(RoundReducer.class);
    job.setNumReduceTasks(shuffle.partitions());
    own.setClass(
        MRJobConfig.MAP_OUTPUT_COLLECTOR_CLASS_ATTR,
        Watched.Sort.class,
        org.apache.hadoop.mapred.MapOutputCollector.class);
    own.setClass(
        MRConfig.SHUFFLE_CONSUMER_PLUGIN,
        Watched.Fetch.class,
        org.apache.hadoop.mapred.ShuffleConsumerPlugin.class);
  }

  private void ship(
      Job job, Round round, PlannedShuffle shuffle, List<Slice> slices, ResultStore store)
      throws IOException {
    Parcel parcel = Parcel.of(Program.of(round, shuffle));
    List<String> shipped = new ArrayList<>(List.of(folder.program(), folder.stored()));
    write(folder.program(), parcel.bytes());
    job.getConfiguration().set(Keys.SEAL, parcel.seal());
    write(folder.stored(), StoredFile.write(stored(round, store).values()));
    write(folder.splits(), SliceSplit.write(splits(round, slices)));
    for (var broadcast : parcel.broadcasts().values()) {
      write(folder.broadcast(broadcast.id()), broadcast.encoded());
      shipped.add(folder.broadcast(broadcast.id()));
    }
    if (!Settings.isLocal(conf)) {
      job.getConfiguration().setBoolean(Keys.CACHED, true);
      for (String path : shipped) {
        String name = Keys.CACHE_PREFIX + path.substring(path.lastIndexOf('/') + 1);
        job.addCacheFile(URI.create(new Path(path).toUri() + "#" + name));
      }
      JobJars.addTo(job.getConfiguration());
    }
  }

  private void write(String path, byte[] bytes) throws IOException {
    try (OutputStream out = cluster.files().create(path)) {
      out.write(bytes);
    }
  }

  private static Map<Integer, StoredResult> stored(Round round, ResultStore store) {
    Map<Integer, StoredResult> results = new LinkedHashMap<>();
    for (MapInput input : round.inputs()) {
      if (input.from() instanceof RoundInput.Stored one) {
        results.put(one.data().id(), store.get(one.data().id()));
      } else if (input.from() instanceof RoundInput.Merged merged) {
        merged.sides().forEach(s -> results.put(s.data().id(), store.get(s.data().id())));
      }
    }
    return results;
  }

  private List<SliceSplit> splits(Round round, List<Slice> slices) throws IOException {
    // By identity: two inputs of a round may be equal.
    Map<MapInput, Integer> places = new IdentityHashMap<>();
    for (MapInput input : round.inputs()) {
      places.put(input, places.size());
    }
    List<SliceSplit> splits = new ArrayList<>();
    for (Slice slice : slices) {
      splits.add(new SliceSplit(slice, places.get(slice.input()), hosts(slice.split())));
    }
    return splits;
  }

  private List<String> hosts(Split split) throws IOException {
    if (split == null || HadoopFiles.schemeOf(split.path()).equals("file")) {
      return List.of();
    }
    Path path = new Path(split.path());
    BlockLocation[] blocks = path.getFileSystem(conf).getFileBlockLocations(path, split.start(), 1);
    return blocks == null || blocks.length == 0 ? List.of() : List.of(blocks[0].getHosts());
  }
}
