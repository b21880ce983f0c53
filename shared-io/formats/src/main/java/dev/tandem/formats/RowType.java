package dev.tandem.formats;

import dev.tandem.contract.io.Codec;
import dev.tandem.contract.io.Codecs;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What rows are made of their cells, which arrive as the bytes of their UTF-8. Stateless.
 *
 * @param <A> takes the cells of a row: an array
 * @param <R> the row
 */
interface RowType<A, R> extends Serializable {
  /** For rows of so many cells. */
  A array(int cells);

  /**
   * Puts a cell into its place.
   *
   * @throws MalformedLine if the cell is not what it should be
   */
  void put(A row, int place, byte[] bytes, int from, int to) throws MalformedLine;

  /** The row, all of whose cells were put. */
  R row(A array);

  /** The codec of rows. */
  Codec<R> codec();

  /** Text. */
  enum Texts implements RowType<String[], List<String>> {
    ROWS;

    @Override
    public String[] array(int cells) {
      return new String[cells];
    }

    @Override
    public void put(String[] row, int place, byte[] bytes, int from, int to) {
      row[place] = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    @Override
    public List<String> row(String[] array) {
      return List.of(array);
    }

    @Override
    public Codec<List<String>> codec() {
      return Codecs.list(Codecs.TEXT);
    }
  }

  /** Plain decimal numbers, without an object for each. */
  enum Doubles implements RowType<double[], double[]> {
    ROWS;

    @Override
    public double[] array(int cells) {
      return new double[cells];
    }

    @Override
    public void put(double[] row, int place, byte[] bytes, int from, int to) throws MalformedLine {
      row[place] = Numerals.plainDouble(bytes, from, to);
    }

    @Override
    public double[] row(double[] array) {
      return array;
    }

    @Override
    public Codec<double[]> codec() {
      return Codecs.of(double[].class);
    }
  }

  /** Whole numbers, without an object for each. */
  enum Longs implements RowType<long[], long[]> {
    ROWS;

    @Override
    public long[] array(int cells) {
      return new long[cells];
    }

    @Override
    public void put(long[] row, int place, byte[] bytes, int from, int to) throws MalformedLine {
      row[place] = Numerals.plainLong(bytes, from, to);
    }

    @Override
    public long[] row(long[] array) {
      return array;
    }

    @Override
    public Codec<long[]> codec() {
      return Codecs.of(long[].class);
    }
  }
}
