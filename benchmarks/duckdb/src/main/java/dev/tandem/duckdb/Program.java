package dev.tandem.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** One job in SQL. */
interface Program {
  /** Whether it knows these values of the job's parameters. */
  default boolean knows(Map<String, String> params) {
    return true;
  }

  /**
   * Computes the job's answer and writes it.
   *
   * @param database a fresh one
   * @param inputs the files, as DuckDB may read them
   * @param params the job's parameters as typed
   * @throws SQLException if DuckDB cannot do it; perhaps it can with tidy inputs
   * @throws IOException if a file cannot be read or written
   */
  void run(Database database, Inputs inputs, Map<String, String> params)
      throws SQLException, IOException;
}
