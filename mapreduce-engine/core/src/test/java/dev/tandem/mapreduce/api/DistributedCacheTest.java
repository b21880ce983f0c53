package dev.tandem.mapreduce.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.mapreduce.api.lib.NLineInputFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
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

  private String zip(String name, String... entries) throws IOException {
    Path path = folder.resolve(name);
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(path))) {
      for (String entry : entries) {
        out.putNextEntry(new ZipEntry(entry));
        out.write(entry.getBytes(StandardCharsets.UTF_8));
      }
    }
    return path.toString();
  }

  /** Reads a file of an archive. */
  static class Unpacked extends Mapper<Long, String, String, String> {
    @Override
    protected void map(Long offset, String line, Context context)
        throws IOException, InterruptedException {
      Path words = context.getCacheFile("dictionary");
      context.write(Files.readString(words.resolve(line)), context.getCacheArchives().get(0));
    }
  }

  @Test
  void archivesAreUnpackedOnEachNode() throws Exception {
    String archive = zip("words.zip", "en/a", "de/b") + "#dictionary";
    MapReduceJob job = jobs().job("archive", "en/a", "de/b");
    job.addCacheArchive(archive);
    job.setMapperClass(Unpacked.class);
    job.setNumReduceTasks(0);
    Jobs.succeed(job);
    assertThat(jobs().lines()).containsExactly("en/a\t" + archive, "de/b\t" + archive);
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
  }

  @Test
  void whatIsAFileAndAnArchiveIsRefused() throws Exception {
    String archive = zip("words.zip", "a");
    MapReduceJob both = jobs().job("both", "a");
    both.addCacheFile(archive);
    both.addCacheArchive(archive);
    assertThatThrownBy(both::submit)
        .hasMessageContaining("'words.zip' is a cache file and a cache archive");
  }

  @Test
  void hostileArchivesFailTheJobAndLeaveNothing() throws Exception {
    MapReduceJob job = jobs().job("hostile", "a");
    job.addCacheArchive(zip("evil.zip", "../../../../evil"));
    job.setMapperClass(Unpacked.class);
    assertThat(Jobs.fail(job)).contains("evil.zip", "it leads out of the folder");
    MapReduceJob large = jobs().job("large", "a");
    large.getConfiguration().setInt("tandem.cache.archive.entries", 1);
    large.addCacheArchive(zip("two.zip", "a", "b"));
    assertThat(Jobs.fail(large)).contains("more than 1 entries");
    assertThat(folder.resolve("scratch")).isEmptyDirectory();
    assertThat(folder.resolve("evil")).doesNotExist();
    MapReduceJob none = jobs().job("none", "a");
    none.addCacheArchive(jobs().write("plain.txt", "text"));
    assertThatThrownBy(none::submit).hasMessageContaining("plain.txt is none");
  }
}
