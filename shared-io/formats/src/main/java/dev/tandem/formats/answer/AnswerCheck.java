package dev.tandem.formats.answer;

import dev.tandem.contract.io.Digest;
import dev.tandem.contract.io.FileInfo;
import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.job.Answer;
import dev.tandem.formats.OutputFiles;
import dev.tandem.formats.TextBytes;
import java.io.IOException;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Compares two outputs as an {@link Answer} declares: {@code
 * AnswerCheck.of(job.answer()).compare(files, left, right)}. Records are text lines {@code key TAB
 * value}, or binary ones of one length, which are all key and are shown in hexadecimal digits.
 *
 * <p>Records are compared as a multiset: first by {@link Digest}, and only where digests differ key
 * by key. With a tolerance, two lines match if their keys are equal and their values are equal but
 * for numbers that differ by no more than the tolerance, relative to the greater one; TAB, blank,
 * comma, semicolon and bar end a number. An ordered answer must also have its records in the same
 * order, over part files by name. Outputs may be larger than memory: they are then read several
 * times, each time for a part of the keys.
 */
public final class AnswerCheck {
  /** What a record costs in a hash table, beyond its bytes. */
  private static final long RECORD_OVERHEAD = 400;

  private final RecordForm form;
  private final boolean ordered;
  private final long memory;

  private AnswerCheck(RecordForm form, boolean ordered, long memory) {
    this.form = form;
    this.ordered = ordered;
    this.memory = memory;
  }

  /** A check that holds records in up to a quarter of the heap. */
  public static AnswerCheck of(Answer answer) {
    return new AnswerCheck(
        RecordForm.of(answer), answer.isOrdered(), Runtime.getRuntime().maxMemory() / 4);
  }

  /** The same check within about {@code bytes} of memory. */
  public AnswerCheck memory(long bytes) {
    return new AnswerCheck(form, ordered, bytes);
  }

  /**
   * Compares two outputs with all their folders.
   *
   * @param files the storage of both
   * @param left an output folder
   * @param right an output folder
   * @return the first difference, or nothing if the answers are the same
   * @throws IOException if an output is missing or cannot be read
   */
  public Optional<Difference> compare(FileStore files, String left, String right)
      throws IOException {
    TreeSet<String> folders = folders(files, left);
    TreeSet<String> others = folders(files, right);
    for (String folder : union(folders, others)) {
      Optional<Difference> difference =
          folders.contains(folder) && others.contains(folder)
              ? compareFolder(files, below(left, folder), below(right, folder), folder)
              : Optional.of(missing(folder, folders.contains(folder)));
      if (difference.isPresent()) {
        return difference;
      }
    }
    return Optional.empty();
  }

  private static Difference missing(String folder, boolean onlyLeft) {
    return new Difference(folder, "the folder", onlyLeft ? "it" : "none", onlyLeft ? "none" : "it");
  }

  private static TreeSet<String> union(TreeSet<String> a, TreeSet<String> b) {
    TreeSet<String> all = new TreeSet<>(a);
    all.addAll(b);
    return all;
  }

  /** The output itself (as the empty name) and the folders in it. */
  private static TreeSet<String> folders(FileStore files, String output) throws IOException {
    TreeSet<String> folders = new TreeSet<>();
    OutputFiles.parts(files, output); // fails with a good message where there is no output
    folders.add("");
    for (FileInfo entry : files.list(output)) {
      if (entry.directory() && !entry.name().startsWith("_") && !entry.name().startsWith(".")) {
        folders.add(entry.name());
      }
    }
    return folders;
  }

  private static String below(String output, String folder) {
    return folder.isEmpty() ? output : output + "/" + folder;
  }

  private Optional<Difference> compareFolder(
      FileStore files, String left, String right, String folder) throws IOException {
    Optional<Difference> disorder =
        ordered ? firstInSequence(files, left, right, folder) : Optional.empty();
    if (ordered && disorder.isEmpty()) {
      return disorder;
    }
    Size a = size(files, left);
    Size b = size(files, right);
    if (a.digest().equals(b.digest())) {
      return disorder;
    }
    long needed =
        a.bytes() + b.bytes() + RECORD_OVERHEAD * (a.digest().records() + b.digest().records());
    int passes = (int) Math.min(1 << 16, needed / Math.max(1, memory) + 1);
    Optional<Difference> content =
        new RecordMultiset(form, passes).compare(files, left, right, folder);
    return content.isPresent() ? content : disorder;
  }

  /** The first record, over all part files, that differs. */
  private Optional<Difference> firstInSequence(
      FileStore files, String left, String right, String folder) throws IOException {
    try (OutputFiles a = form.open(files, left);
        OutputFiles b = form.open(files, right)) {
      while (true) {
        boolean more = a.next();
        boolean moreToo = b.next();
        if (!more && !moreToo) {
          return Optional.empty();
        }
        if (!more || !moreToo || !form.same(a.line(), b.line())) {
          String place = form.unit() + " " + Math.max(a.number(), b.number());
          return Optional.of(new Difference(folder, place, quoted(more, a), quoted(moreToo, b)));
        }
      }
    }
  }

  private String quoted(boolean present, OutputFiles output) {
    return present ? "'" + form.show(output.line()) + "'" : "nothing";
  }

  /**
   * The digest of the part files of one folder, by what lies there: what a writer of these records
   * would have said.
   *
   * @throws IOException if the folder is missing or cannot be read
   */
  public Digest digest(FileStore files, String folder) throws IOException {
    return size(files, folder).digest();
  }

  private record Size(Digest digest, long bytes) {}

  private Size size(FileStore files, String folder) throws IOException {
    long sum = 0;
    long bytes = 0;
    try (OutputFiles output = form.open(files, folder)) {
      long records = 0;
      while (output.next()) {
        TextBytes record = output.line();
        sum += Digest.hash(record.array(), record.offset(), record.length());
        bytes += record.length();
        records++;
      }
      return new Size(new Digest(records, sum), bytes);
    }
  }
}
