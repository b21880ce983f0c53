package dev.tandem.formats.answer;

import dev.tandem.contract.io.FileStore;
import dev.tandem.contract.job.Answer;
import dev.tandem.formats.OutputFiles;
import dev.tandem.formats.TextBytes;
import java.io.IOException;
import java.util.HexFormat;

/** What the records of an answer are: how they are read, cut into key and value, and shown. */
sealed interface RecordForm {

  /** The form that an answer declares. */
  static RecordForm of(Answer answer) {
    return answer.isBinary()
        ? new Binary(answer.recordLength())
        : new Lines(new Tolerance(answer.tolerance()));
  }

  /** Opens the part files of a folder. */
  OutputFiles open(FileStore files, String folder) throws IOException;

  /** What one record is called. */
  String unit();

  /** The part that must be equal. */
  TextBytes key(TextBytes record);

  /** The record as a reader sees it. */
  String show(TextBytes record);

  /** Whether two records match. */
  boolean same(TextBytes a, TextBytes b);

  /** Whether two shown records with equal keys match. */
  boolean sameShown(String a, String b);

  /** Lines {@code key TAB value}, whose numbers may differ by a tolerance. */
  record Lines(Tolerance tolerance) implements RecordForm {
    @Override
    public OutputFiles open(FileStore files, String folder) throws IOException {
      return OutputFiles.open(files, folder);
    }

    @Override
    public String unit() {
      return "line";
    }

    @Override
    public TextBytes key(TextBytes record) {
      return Tolerance.key(record);
    }

    @Override
    public String show(TextBytes record) {
      return record.toString();
    }

    @Override
    public boolean same(TextBytes a, TextBytes b) {
      return tolerance.sameLine(a, b);
    }

    @Override
    public boolean sameShown(String a, String b) {
      return tolerance.sameValue(a, b);
    }
  }

  /** Binary records, equal to the byte. */
  record Binary(int recordLength) implements RecordForm {
    @Override
    public OutputFiles open(FileStore files, String folder) throws IOException {
      return OutputFiles.openBinary(files, folder, recordLength);
    }

    @Override
    public String unit() {
      return "record";
    }

    @Override
    public TextBytes key(TextBytes record) {
      return record;
    }

    @Override
    public String show(TextBytes record) {
      int from = record.offset();
      return HexFormat.of().formatHex(record.array(), from, from + record.length());
    }

    @Override
    public boolean same(TextBytes a, TextBytes b) {
      return a.equals(b);
    }

    @Override
    public boolean sameShown(String a, String b) {
      return a.equals(b);
    }
  }
}
