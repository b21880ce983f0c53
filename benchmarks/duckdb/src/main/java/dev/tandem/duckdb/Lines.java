package dev.tandem.duckdb;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** Jobs on whole lines. Texts compare by their bytes, which is what the jobs want. */
final class Lines {
  private Lines() {}

  /** Job sort. */
  static final class Sort implements Program {
    @Override
    public void run(Database database, Inputs inputs, Map<String, String> params)
        throws SQLException, IOException {
      database.writeText("SELECT line FROM " + inputs.lines(true) + " ORDER BY line");
    }
  }

  /** Job distinct. */
  static final class Distinct implements Program {
    @Override
    public void run(Database database, Inputs inputs, Map<String, String> params)
        throws SQLException, IOException {
      database.writeText("SELECT DISTINCT line FROM " + inputs.lines(true));
    }
  }
}
