package dev.tandem.hadoopfiles;

import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Hadoop's file system of this machine, under a scheme of its own. */
public final class FlatFileSystem extends RawLocalFileSystem {
  static final String SCHEME = "flat";

  static Configuration configuration() {
    Configuration configuration = new Configuration(false);
    configuration.setClass("fs." + SCHEME + ".impl", FlatFileSystem.class, FileSystem.class);
    configuration.setBoolean("fs." + SCHEME + ".impl.disable.cache", true);
    return configuration;
  }

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }
}
