package dev.tandem.formats;

import dev.tandem.contract.io.FileStore;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * Unpacks zip and tar archives of strangers: an entry that would lie outside of the folder, a link,
 * a device, a name that comes twice, or more data than the limits allow is refused before anything
 * of it is written. Hadoop's {@code FileUtil.unZip} and {@code unTar} had to learn this
 * (CVE-2018-8009, CVE-2022-26612). An archive that was cut is refused too, and one whose checksums
 * are wrong, as far as it has any: a plain tar file has none of its contents.
 */
public final class Archives {
  private static final int BUFFER = 1 << 16;

  /** Kinds of entries of a tar file that are files or folders, and nothing else. */
  private static final Set<Byte> PLAIN =
      Set.of(
          TarConstants.LF_OLDNORM,
          TarConstants.LF_NORMAL,
          TarConstants.LF_CONTIG,
          TarConstants.LF_DIR);

  /** No file system takes longer paths; each folder on the way is remembered. */
  private static final int LONGEST_NAME = 4096;

  /** What a message quotes of a name. */
  private static final int LONGEST_QUOTE = 200;

  /** Small archives may be as dense as they like. */
  private static final long DENSE = 10 << 20;

  /**
   * What an archive may hold.
   *
   * @param entries files and folders
   * @param bytes of all files together
   * @param ratio bytes unpacked for each byte of the archive, above 10 MB
   */
  public record Limits(long entries, long bytes, long ratio) {
    /** 100,000 entries, 4 GB, 200 to 1. */
    public static final Limits DEFAULT = new Limits(100_000, 4L << 30, 200);
  }

  private final FileStore files;
  private final String archive;
  private final String folder;
  private final Limits limits;
  private final Set<String> written = new HashSet<>();
  private final Set<String> folders = new HashSet<>();
  private long entries;
  private long bytes;

  private Archives(FileStore files, String archive, String folder, Limits limits) {
    this.files = files;
    this.archive = archive;
    this.folder = folder;
    this.limits = limits;
  }

  /**
   * Whether a file is an archive, by its ending: zip, jar, tar, tgz, or tar with the ending of a
   * {@link Compression}.
   */
  public static boolean isArchive(String path) {
    String name = path.toLowerCase(Locale.ROOT);
    return isZip(name) || name.endsWith(".tgz") || plain(name).endsWith(".tar");
  }

  private static boolean isZip(String name) {
    return name.endsWith(".zip") || name.endsWith(".jar");
  }

  private static String plain(String name) {
    Compression compression = Compression.of(name);
    return compression == Compression.NONE
        ? name
        : name.substring(0, name.length() - compression.extension().length());
  }

  /**
   * Unpacks an archive. If that fails, the folder is deleted.
   *
   * @param files the storage
   * @param archive its path
   * @param folder that its entries go to; it must not exist
   * @param limits of what it may hold
   * @throws BadInputException if the archive is refused or damaged; names the entry
   * @throws IOException if the storage fails
   */
  public static void unpack(FileStore files, String archive, String folder, Limits limits)
      throws IOException {
    boolean done = false;
    try {
      new Archives(files, archive, folder, limits).unpack();
      done = true;
    } finally {
      if (!done) {
        files.delete(folder);
      }
    }
  }

  private void unpack() throws IOException {
    files.createFolder(folder);
    if (isZip(archive.toLowerCase(Locale.ROOT)) && !ZipEnd.isThere(files, archive)) {
      throw cut();
    }
    try (BoundedInputStream packed =
            BoundedInputStream.builder().setInputStream(files.open(archive, 0)).get();
        ArchiveInputStream<?> in = open(new BufferedInputStream(packed, BUFFER))) {
      ArchiveEntry entry = next(in);
      while (entry != null) {
        String path = check(entry, in);
        long sum = 0;
        if (entry.isDirectory()) {
          folders.add(path);
          files.createFolder(folder + "/" + path);
        } else {
          sum = write(path, in, packed);
        }
        // The checksum of an entry may stand behind it.
        ArchiveEntry following = next(in);
        checkSum(entry, sum);
        entry = following;
      }
    }
  }

  /** The library does not look at it. */
  private void checkSum(ArchiveEntry entry, long sum) throws IOException {
    if (entry instanceof ZipArchiveEntry zip && !zip.isDirectory() && zip.getCrc() != sum) {
      throw damaged("'" + quoted(zip.getName()) + "'", "its checksum is wrong", null);
    }
  }

  private ArchiveInputStream<?> open(InputStream in) throws IOException {
    String name = archive.toLowerCase(Locale.ROOT);
    if (isZip(name)) {
      return new ZipArchiveInputStream(in);
    }
    Compression compression = name.endsWith(".tgz") ? Compression.GZIP : Compression.of(name);
    return new Tar(compression.decompress(in));
  }

  /** Knows whether it has ended, or its file only: for the library both is the end. */
  private static final class Tar extends TarArchiveInputStream {
    /** Two blocks of zeros are the end. */
    private static final int END = 2;

    private int zeros;

    Tar(InputStream in) {
      super(in, "UTF-8");
    }

    @Override
    protected boolean isEOFRecord(byte[] block) {
      boolean end = super.isEOFRecord(block);
      zeros += end && block != null ? 1 : 0;
      return end;
    }

    boolean hasEnded() {
      return zeros >= END;
    }
  }

  private ArchiveEntry next(ArchiveInputStream<?> in) throws IOException {
    ArchiveEntry entry;
    try {
      entry = in.getNextEntry();
    } catch (IOException | IllegalArgumentException e) {
      throw damaged(String.valueOf(entries + 1), e.getMessage(), e);
    }
    if (entry == null && in instanceof Tar tar && !tar.hasEnded()) {
      throw cut();
    }
    return entry;
  }

  /** The path of an entry below the folder. */
  private String check(ArchiveEntry entry, ArchiveInputStream<?> in) throws IOException {
    String name = entry.getName();
    if (name.length() > LONGEST_NAME) {
      throw refused(name, "its name is longer than " + LONGEST_NAME + " characters");
    }
    if (++entries > limits.entries()) {
      throw refused(name, "the archive has more than " + limits.entries() + " entries");
    }
    if (entry instanceof TarArchiveEntry tar && !PLAIN.contains(tar.getLinkFlag())) {
      throw refused(name, "it is a link or a device");
    }
    if (!in.canReadEntryData(cast(entry))) {
      throw refused(name, "it is encrypted or written in a way that is not supported");
    }
    String path = path(name);
    boolean taken =
        entry.isDirectory() ? written.contains(path) : folders.contains(path) || !written.add(path);
    if (taken || isBelowFile(path)) {
      throw refused(name, "another entry has this name");
    }
    addParents(path);
    return path;
  }

  @SuppressWarnings("unchecked") // the entry comes from the stream that it is given to
  private static <E extends ArchiveEntry> E cast(ArchiveEntry entry) {
    return (E) entry;
  }

  private String path(String name) throws IOException {
    boolean strange = name.indexOf('\\') >= 0 || name.chars().anyMatch(c -> c < ' ');
    if (strange || name.startsWith("/") || name.matches("[A-Za-z]:.*")) {
      throw refused(name, "it is no path below a folder");
    }
    StringBuilder path = new StringBuilder();
    for (String part : name.split("/")) {
      if (part.equals("..")) {
        throw refused(name, "it leads out of the folder");
      }
      if (!part.isEmpty() && !part.equals(".")) {
        path.append(path.length() == 0 ? "" : "/").append(part);
      }
    }
    return path.toString();
  }

  private boolean isBelowFile(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (written.contains(path.substring(0, slash))) {
        return true;
      }
    }
    return false;
  }

  private void addParents(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      folders.add(path.substring(0, slash));
    }
  }

  /** Returns the checksum of what it has written. */
  private long write(String path, InputStream in, BoundedInputStream packed) throws IOException {
    CRC32 sum = new CRC32();
    byte[] buffer = new byte[BUFFER];
    try (OutputStream out = files.create(folder + "/" + path)) {
      for (int n = read(path, in, buffer); n >= 0; n = read(path, in, buffer)) {
        bytes += n;
        if (bytes > limits.bytes()) {
          throw refused(path, "the archive holds more than " + limits.bytes() + " bytes");
        }
        if (bytes > DENSE && bytes / limits.ratio() > packed.getCount()) {
          throw refused(path, "the archive grows by more than " + limits.ratio() + " to 1");
        }
        sum.update(buffer, 0, n);
        out.write(buffer, 0, n);
      }
    }
    return sum.getValue();
  }

  private int read(String path, InputStream in, byte[] buffer) throws IOException {
    try {
      return in.read(buffer);
    } catch (IOException | IllegalArgumentException e) {
      throw damaged("'" + quoted(path) + "'", e.getMessage(), e);
    }
  }

  private BadInputException damaged(String entry, String why, Exception underneath) {
    return new BadInputException(
        archive, "entry " + entry, "damaged: " + why, "copy it again", underneath);
  }

  private BadInputException cut() {
    return new BadInputException(
        archive, "its end", "missing: the archive was cut", "copy it again");
  }

  private BadInputException refused(String name, String why) {
    return new BadInputException(
        archive, "entry '" + quoted(name) + "'", "not unpacked: " + why, "use another archive");
  }

  private static String quoted(String name) {
    return name.length() > LONGEST_QUOTE ? name.substring(0, LONGEST_QUOTE) + "..." : name;
  }
}
