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
 * Compares two outputs of text lines {@code key TAB value} as an {@link Answer} declares: {@code
 * AnswerCheck.of(job.answer()).compare(files, left, right)}.
 *
 * <p>Lines are compared as a multiset: first by {@link Digest}, and only where digests differ key
 * by key. With a tolerance, two lines match if their keys are equal and their values are equal but
 * for numbers that differ by no more than the tolerance, relative to the greater one; TAB, blank,
 * comma, semicolon and bar end a number. An ordered answer must also have its lines in the same
 * order, over part files by name. Outputs may be larger than memory: they are then read several
 * times, each time for a part of the keys.
 */
public final class AnswerCheck {
  /** What a line costs in a hash table, beyond its bytes. */
  private static final long LINE_OVERHEAD = 400;

  private final Tolerance tolerance;
  private final boolean ordered;
  private final long memory;

  private AnswerCheck(Tolerance tolerance, boolean ordered, long memory) {
    this.tolerance = tolerance;
    this.ordered = ordered;
    this.memory = memory;
  }

  /** A check that holds lines in up to a quarter of the heap. */
  public static AnswerCheck of(Answer answer) {
    return new AnswerCheck(
        new Tolerance(answer.tolerance()),
        answer.isOrdered(),
        Runtime.getRuntime().maxMemory() / 4);
  }

  /** The same check within about {@code bytes} of memory. */
  public AnswerCheck memory(long bytes) {
    return new AnswerCheck(tolerance, ordered, bytes);
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
        a.bytes() + b.bytes() + LINE_OVERHEAD * (a.digest().records() + b.digest().records());
    int passes = (int) Math.min(1 << 16, needed / Math.max(1, memory) + 1);
    Optional<Difference> content =
        new LineMultiset(tolerance, passes).compare(files, left, right, folder);
    return content.isPresent() ? content : disorder;
  }

  /** The first line, over all part files, that differs. */
  private Optional<Difference> firstInSequence(
      FileStore files, String left, String right, String folder) throws IOException {
    try (OutputFiles a = OutputFiles.open(files, left);
        OutputFiles b = OutputFiles.open(files, right)) {
      while (true) {
        boolean more = a.next();
        boolean moreToo = b.next();
        if (!more && !moreToo) {
          return Optional.empty();
        }
        if (!more || !moreToo || !tolerance.sameLine(a.line(), b.line())) {
          String place = "line " + Math.max(a.number(), b.number());
          return Optional.of(new Difference(folder, place, quoted(more, a), quoted(moreToo, b)));
        }
      }
    }
  }

  private static String quoted(boolean present, OutputFiles output) {
    return present ? "'" + output.line() + "'" : "nothing";
  }

  private record Size(Digest digest, long bytes) {}

  private static Size size(FileStore files, String folder) throws IOException {
    long sum = 0;
    long bytes = 0;
    try (OutputFiles output = OutputFiles.open(files, folder)) {
      long records = 0;
      while (output.next()) {
        TextBytes line = output.line();
        sum += Digest.hash(line.array(), line.offset(), line.length());
        bytes += line.length();
        records++;
      }
      return new Size(new Digest(records, sum), bytes);
    }
  }
}
