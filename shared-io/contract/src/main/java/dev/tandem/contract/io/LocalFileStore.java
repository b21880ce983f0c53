package dev.tandem.contract.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files of this machine. */
public final class LocalFileStore implements FileStore {
  /** The only one that is needed: it has no state. */
  public static final LocalFileStore INSTANCE = new LocalFileStore();

  private LocalFileStore() {}

  @Override
  public String scheme() {
    return "file";
  }

  private static Path path(String path) {
    return Path.of(path.startsWith("file://") ? path.substring("file://".length()) : path);
  }

  @Override
  public List<FileInfo> list(String folder) throws IOException {
    List<FileInfo> entries = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(path(folder))) {
      for (Path child : children) {
        addTo(entries, child);
      }
    }
    entries.sort(Comparator.comparing(FileInfo::name, LocalFileStore::byCodePoints));
    return entries;
  }

  private static void addTo(List<FileInfo> entries, Path child) throws IOException {
    try {
      entries.add(describe(child));
    } catch (NoSuchFileException deletedOrDangling) {
      if (Files.isSymbolicLink(child)) {
        entries.add(new FileInfo(child.toString(), false, 0, 0));
      }
    }
  }

  private static int byCodePoints(String a, String b) {
    return java.util.Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
  }

  @Override
  public FileInfo info(String path) throws IOException {
    try {
      return describe(path(path));
    } catch (NoSuchFileException none) {
      return null;
    }
  }

  private static FileInfo describe(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    boolean folder = attributes.isDirectory();
    return new FileInfo(
        path.toString(),
        folder,
        folder ? 0 : attributes.size(),
        attributes.lastModifiedTime().toMillis());
  }

  @Override
  public InputStream open(String path, long offset) throws IOException {
    FileChannel channel = FileChannel.open(path(path), StandardOpenOption.READ);
    try {
      channel.position(offset);
      return Channels.newInputStream(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public OutputStream create(String path) throws IOException {
    Path file = path(path);
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }

  @Override
  public void createFolder(String path) throws IOException {
    Files.createDirectories(path(path));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String path) throws IOException {
    if (!Files.exists(path(path), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        path(path),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            return unlessGone(failure);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              return unlessGone(failure);
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Somebody else who deletes the same tree has been faster. */
  private static FileVisitResult unlessGone(IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  @Override
  public void sync(String path) throws IOException {
    try (FileChannel channel = FileChannel.open(path(path), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public long freeSpace(String path) throws IOException {
    Path existing = path(path).toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    return Files.getFileStore(existing).getUsableSpace();
  }
}
