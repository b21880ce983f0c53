package dev.tandem.hadoopfiles;

import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.io.LocalFileStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/**
 * The storages that a run on Hadoop or Spark can name, each chosen by the scheme of the path: plain
 * paths and {@code file:} are files of this machine, every other scheme is one of Hadoop's file
 * systems.
 */
public final class HadoopFiles implements FileStore {
  private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):/.*");

  private final Configuration configuration;
  private final Map<String, FileStore> stores = new ConcurrentHashMap<>();

  private HadoopFiles(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * All storages that Hadoop knows, and this machine's files.
   *
   * @param configuration where Hadoop looks for its file systems and their settings
   */
  public static FileStore of(Configuration configuration) {
    return new HadoopFiles(configuration);
  }

  /** The scheme of a path in lower case; {@code file} where it has none. */
  public static String schemeOf(String path) {
    Matcher matcher = SCHEME.matcher(path);
    return matcher.matches() ? matcher.group(1).toLowerCase(Locale.ROOT) : "file";
  }

  private FileStore store(String path) {
    String scheme = schemeOf(path);
    return scheme.equals("file")
        ? LocalFileStore.INSTANCE
        : stores.computeIfAbsent(scheme, s -> new HadoopFileStore(s, configuration));
  }

  /** The scheme of plain paths. */
  @Override
  public String scheme() {
    return LocalFileStore.INSTANCE.scheme();
  }

  @Override
  public List<FileInfo> list(String folder) throws IOException {
    return store(folder).list(folder);
  }

  @Override
  public FileInfo info(String path) throws IOException {
    return store(path).info(path);
  }

  @Override
  public InputStream open(String path, long offset) throws IOException {
    return store(path).open(path, offset);
  }

  @Override
  public OutputStream create(String path) throws IOException {
    return store(path).create(path);
  }

  @Override
  public void createFolder(String path) throws IOException {
    store(path).createFolder(path);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    if (!schemeOf(from).equals(schemeOf(to))) {
      throw new IOException("cannot move " + from + " to " + to + ": they are different storages");
    }
    store(from).rename(from, to);
  }

  @Override
  public void delete(String path) throws IOException {
    store(path).delete(path);
  }

  @Override
  public void sync(String path) throws IOException {
    store(path).sync(path);
  }

  @Override
  public long freeSpace(String path) throws IOException {
    return store(path).freeSpace(path);
  }
}
