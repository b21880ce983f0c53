package dev.tandem.hadoop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cluster.Cluster;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.hadoopfiles.HadoopFiles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder in a staging area, and who removes it. */
class RunFolderTest {
  @TempDir java.nio.file.Path scratch;

  /** Knows what it has promised to delete when the process ends. */
  public static final class Promising extends RawLocalFileSystem {
    static final String SCHEME = "promising";
    static final Set<Path> PROMISED = new HashSet<>();

    @Override
    public URI getUri() {
      return URI.create(SCHEME + ":///");
    }

    @Override
    public String getScheme() {
      return SCHEME;
    }

    @Override
    public boolean deleteOnExit(Path path) {
      return PROMISED.add(path);
    }

    @Override
    public boolean cancelDeleteOnExit(Path path) {
      return PROMISED.remove(path);
    }
  }

  @Test
  void aFolderThatIsGoneIsNotRememberedAnyLonger() throws Exception {
    Configuration conf = new Configuration(false);
    conf.setClass("fs." + Promising.SCHEME + ".impl", Promising.class, FileSystem.class);
    RunOptions options = RunOptions.defaults().withScratch(scratch.toString());
    try (Cluster cluster = new Cluster("job", "hadoop", options.withFiles(HadoopFiles.of(conf)))) {
      Path area = new Path(Promising.SCHEME + "://" + scratch.resolve("staging"));
      RunFolder folder = RunFolder.below(area, cluster, "run1", conf);
      java.nio.file.Path made = scratch.resolve("staging/tandem-run1");
      assertThat(made).isDirectory();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
          .isEqualTo("rwx------");
      assertThat(Promising.PROMISED).as("in case the process is ended early").hasSize(1);
      folder.delete();
      assertThat(made).doesNotExist();
      assertThat(Promising.PROMISED).isEmpty();
    }
  }
}
