package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.mapreduce.api.lib.NLineInputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that every task may read. */
class DistributedCacheTest {
  private static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();

  @TempDir Path folder;

  @BeforeEach
  void forget() {
    CALLS.clear();
  }

  private Jobs jobs() {
    return new Jobs(folder);
  }

  static class Cached extends Mapper<Long, String, String, String> {
    private List<String> names;

    @Override
    protected void setup(Context context) throws IOException {
      Path names1 = context.getCacheFile("names");
      names = Files.readAllLines(names1);
      CALLS.add(names1.toString());
    }

    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      context.write(line, names.get(Integer.parseInt(line)));
    }
  }

  @Test
  void eachNodeGetsOneCopyOfACachedFile() throws Exception {
    MapReduceJob job = jobs().job("cache", "0", "1", "0", "1");
    job.getConfiguration().setInt("mapreduce.input.lineinputformat.linespermap", 1);
    job.setInputFormatClass(NLineInputFormat.class);
    job.addCacheFile(jobs().write("list.txt", "zero\none\n") + "#names");
    job.setMapperClass(Cached.class);
    job.setNumReduceTasks(0);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("0\tzero", "1\tone", "0\tzero", "1\tone");
    assertThat(CALLS).hasSize(4).allMatch(path -> path.matches(".*/node[01]/cache/names"));
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
    MapReduceJob missing = jobs().job("missing", "0");
    missing.addCacheFile(folder.resolve("nowhere").toString());
    assertThatThrownBy(missing::submit).hasMessageContaining("nowhere does not exist");
  }
}
