package dev.tandem.hadoop;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's file system of this machine. Where Hadoop's native library is not installed, it starts
 * the programs {@code chmod} and {@code ls} for each permission that it sets or reads, a dozen
 * times for each job; this one asks the JDK, as the native library asks the system.
 */
public final class ForklessFileSystem extends LocalFileSystem {
  /** For Hadoop, by the name of the class. */
  public ForklessFileSystem() {
    super(new Raw());
  }

  private static final class Raw extends RawLocalFileSystem {
    @Override
    public void setPermission(Path path, FsPermission permission) throws IOException {
      PosixFileAttributeView view = posix(pathToFile(path));
      if (view == null) {
        super.setPermission(path, permission);
      } else {
        view.setPermissions(permissions(permission.toShort()));
      }
    }

    private static PosixFileAttributeView posix(File file) {
      return Files.getFileAttributeView(file.toPath(), PosixFileAttributeView.class);
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
      FileStatus status = super.getFileStatus(path);
      PosixFileAttributeView view = posix(pathToFile(path));
      if (view == null) {
        return status;
      }
      PosixFileAttributes attributes = view.readAttributes();
      return new FileStatus(
          status.getLen(),
          status.isDirectory(),
          status.getReplication(),
          status.getBlockSize(),
          status.getModificationTime(),
          status.getAccessTime(),
          new FsPermission(mode(attributes.permissions())),
          attributes.owner().getName(),
          attributes.group().getName(),
          status.getPath());
    }

    /** The permissions of a mode: the enumeration begins with the owner's reading. */
    private static Set<PosixFilePermission> permissions(int mode) {
      PosixFilePermission[] all = PosixFilePermission.values();
      Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
      for (PosixFilePermission permission : all) {
        if ((mode >> all.length - 1 - permission.ordinal() & 1) == 1) {
          permissions.add(permission);
        }
      }
      return permissions;
    }

    private static short mode(Set<PosixFilePermission> permissions) {
      int mode = 0;
      for (PosixFilePermission permission : permissions) {
        mode |= 1 << PosixFilePermission.values().length - 1 - permission.ordinal();
      }
      return (short) mode;
    }
  }
}
