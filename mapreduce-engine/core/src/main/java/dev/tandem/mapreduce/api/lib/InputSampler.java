package dev.tandem.mapreduce.api.lib;

import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.flow.Pair;
import dev.tandem.contract.flow.Unit;
import dev.tandem.contract.io.Codecs;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.LocalFileStore;
import dev.tandem.contract.io.RecordReader;
import dev.tandem.contract.io.RecordWriter;
import dev.tandem.contract.io.Source;
import dev.tandem.contract.io.Split;
import dev.tandem.contract.job.OutputFolder;
import dev.tandem.formats.KeyValueSink;
import dev.tandem.mapreduce.api.MapReduceJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Looks at some keys of a job's input before the job, on the client, and writes the bounds for a
 * {@link TotalOrderPartitioner}. The keys are those of the input, not of the map output: sampling
 * is right only where the mapper keeps them.
 */
public final class InputSampler {
  private InputSampler() {}

  /** Chooses keys. */
  @FunctionalInterface
  public interface Sampler {
    /**
     * The chosen keys, in any order.
     *
     * @param splits of all inputs, in order
     * @param seed for what is drawn at random
     * @throws IOException if the input cannot be read
     */
    List<Object> getSample(List<Readable> splits, long seed) throws IOException;
  }

  /** A split whose keys can be read. */
  @FunctionalInterface
  public interface Readable {
    /**
     * Reads keys until {@code wanted} says that it has had enough.
     *
     * @throws IOException if the input cannot be read
     */
    void keys(Wanted wanted) throws IOException;
  }

  /** Takes keys. */
  @FunctionalInterface
  public interface Wanted {
    /** Takes a key; returns whether it wants more. */
    boolean take(Object key);
  }

  /** The first so many keys of some splits: cheap, and right only for input in random order. */
  public record SplitSampler(int numSamples, int maxSplitsSampled) implements Sampler {
    @Override
    public List<Object> getSample(List<Readable> splits, long seed) throws IOException {
      List<Object> samples = new ArrayList<>();
      int sampled = Math.min(maxSplitsSampled, splits.size());
      int each = sampled == 0 ? 0 : numSamples / sampled;
      for (int i = 0; i < sampled; i++) {
        int enough = (i + 1) * each;
        splits
            .get(i)
            .keys(
                key -> {
                  samples.add(key);
                  return samples.size() < enough;
                });
      }
      return samples;
    }
  }

  /** Every so many-th key of some splits: right for sorted input. */
  public record IntervalSampler(double freq, int maxSplitsSampled) implements Sampler {
    @Override
    public List<Object> getSample(List<Readable> splits, long seed) throws IOException {
      List<Object> samples = new ArrayList<>();
      long[] records = {0};
      for (Readable split : splits.subList(0, Math.min(maxSplitsSampled, splits.size()))) {
        split.keys(
            key -> {
              records[0]++;
              if ((double) samples.size() / records[0] < freq) {
                samples.add(key);
              }
              return true;
            });
      }
      return samples;
    }
  }

  /** Keys drawn at random out of splits drawn at random: right for any input, and the dearest. */
  public record RandomSampler(double freq, int numSamples, int maxSplitsSampled)
      implements Sampler {
    @Override
    public List<Object> getSample(List<Readable> splits, long seed) throws IOException {
      List<Object> samples = new ArrayList<>();
      Random random = new Random(seed);
      List<Readable> shuffled = new ArrayList<>(splits);
      Collections.shuffle(shuffled, random);
      double[] chance = {freq};
      for (int i = 0; i < shuffled.size(); i++) {
        if (i >= maxSplitsSampled && samples.size() >= numSamples) {
          break;
        }
        shuffled
            .get(i)
            .keys(
                key -> {
                  draw(key, samples, random, chance);
                  return true;
                });
      }
      return samples;
    }

    /** Once there are enough, a key takes the place of another, ever more seldom. */
    private void draw(Object key, List<Object> samples, Random random, double[] chance) {
      if (random.nextDouble() > chance[0]) {
        return;
      }
      if (samples.size() < numSamples) {
        samples.add(key);
        return;
      }
      samples.set(random.nextInt(numSamples), key);
      chance[0] *= (numSamples - 1) / (double) numSamples;
    }
  }

  /**
   * Samples the job's input and writes the bounds to its partition file, a local file, in the place
   * of the one that is there.
   *
   * @param job with its inputs, sort comparator, number of reduce tasks and partition file
   * @throws IOException if the input cannot be read or the file not be written
   * @throws IllegalArgumentException if there are fewer different keys in the sample than bounds
   */
  public static void writePartitionFile(MapReduceJob job, Sampler sampler) throws IOException {
    RunOptions options = job.getRunOptions();
    List<Readable> splits = new ArrayList<>();
    for (Source<? extends Pair<?, ?>> source : job.getSources()) {
      for (Split split : source.splits(options.files(), options.splits())) {
        splits.add(wanted -> read(source, options.files(), split, wanted));
      }
    }
    List<Object> samples = new ArrayList<>(sampler.getSample(splits, options.seed()));
    Comparator<Object> order = job.getSortComparator();
    samples.sort(order);
    List<Object> bounds = bounds(samples, order, job.getNumReduceTasks());
    write(TotalOrderPartitioner.getPartitionFile(job.getConfiguration()), bounds);
  }

  /** Keys at equal distances in the sample, each once. */
  private static List<Object> bounds(List<Object> samples, Comparator<Object> order, int parts) {
    List<Object> bounds = new ArrayList<>();
    float step = samples.size() / (float) parts;
    int last = -1;
    for (int i = 1; i < parts; i++) {
      int k = Math.round(step * i);
      while (last >= k
          || last >= 0
              && k < samples.size()
              && order.compare(samples.get(last), samples.get(k)) == 0) {
        k++;
      }
      if (k >= samples.size()) {
        throw new IllegalArgumentException(
            "a sample of "
                + samples.size()
                + " keys has no "
                + (parts - 1)
                + " different bounds; sample more, or use fewer reduce tasks");
      }
      bounds.add(samples.get(k));
      last = k;
    }
    return bounds;
  }

  private static void write(String path, List<Object> bounds) throws IOException {
    KeyValueSink<Object, Unit> sink =
        KeyValueSink.to(new OutputFolder(""), Codecs.dynamic(), Codecs.UNIT);
    FileInfo there = LocalFileStore.INSTANCE.info(path);
    if (there != null && there.directory()) {
      throw new IOException("the partition file '" + path + "' is a folder; name a file");
    }
    LocalFileStore.INSTANCE.delete(path);
    try (RecordWriter<Pair<Object, Unit>> out = sink.open(LocalFileStore.INSTANCE.create(path))) {
      for (Object bound : bounds) {
        out.write(new Pair<>(bound, Unit.UNIT));
      }
    }
  }

  private static <T extends Pair<?, ?>> void read(
      Source<T> source, FileStore files, Split split, Wanted wanted) throws IOException {
    boolean[] enough = {false};
    Emitter<T> take =
        pair -> {
          enough[0] = !wanted.take(pair.first());
        };
    try (RecordReader<T> reader = source.open(files, split)) {
      boolean more = true;
      while (more && !enough[0]) {
        more = reader.read(take, 1);
      }
    }
  }
}
