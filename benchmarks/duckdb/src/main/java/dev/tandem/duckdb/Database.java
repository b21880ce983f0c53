package dev.tandem.duckdb;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** A database in memory, and the one part file that it leaves. */
final class Database implements AutoCloseable {
  private final Connection connection;
  private final Path part;

  private Database(Connection connection, Path part) {
    this.connection = connection;
    this.part = part;
  }

  /** Makes a line of the current row. */
  @FunctionalInterface
  interface RowText {
    String of(ResultSet row) throws SQLException;
  }

  /** Takes the current row. */
  @FunctionalInterface
  interface RowReader {
    void read(ResultSet row) throws SQLException;
  }

  /**
   * Opens an empty database, which downloads nothing.
   *
   * @param threads how many it may use
   * @param scratch where it spills
   * @param output the folder of the part file
   */
  static Database open(int threads, Path scratch, Path output) throws SQLException {
    Properties settings = new Properties();
    settings.setProperty("jdbc_stream_results", "true");
    settings.setProperty("threads", Integer.toString(threads));
    settings.setProperty("memory_limit", Runtime.getRuntime().maxMemory() / 1_000_000 + "MB");
    settings.setProperty("temp_directory", scratch.resolve("spill").toString());
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    return new Database(
        DriverManager.getConnection("jdbc:duckdb:", settings), output.resolve("part-r-00000"));
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  void query(String sql, RowReader rows) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        rows.read(result);
      }
    }
  }

  /** The number that a query gives. */
  long number(String sql) throws SQLException {
    long[] number = new long[1];
    query(sql, row -> number[0] = row.getLong(1));
    return number[0];
  }

  /** Writes what a query of one text column gives, in its order; DuckDB does it all. */
  void writeText(String sql) throws SQLException {
    execute(
        "COPY ("
            + sql
            + ") TO "
            + Sql.text(part.toString())
            + " (FORMAT csv, HEADER false, DELIMITER '', QUOTE '', ESCAPE '')");
  }

  /** Writes what a query gives, in its order, a line for each row. */
  void write(String sql, RowText line) throws SQLException, IOException {
    try (BufferedWriter out = Files.newBufferedWriter(part);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        out.write(line.of(rows));
        out.write('\n');
      }
    }
  }

  /** Writes lines that were put together here. */
  void write(List<String> lines) throws IOException {
    Files.write(part, lines);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
