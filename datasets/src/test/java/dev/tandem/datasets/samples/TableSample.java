package dev.tandem.datasets.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Puts into generated visits and rankings what real tables hold: headers, gaps, broken numbers. */
final class TableSample {
  private static final Pattern CELL = Pattern.compile("\"(?:[^\"]|\"\")*\"|[^,]*");
  private static final int URL = 1;
  private static final int REVENUE = 3;
  private static final int COUNTRY = 5;
  private static final String[] REVENUES = {
    "n/a", "", "\\N", "\"12,50\"", " 7.25 ", "1e2", "NaN", "0x1F", "-3.5", "1.2.3", "+4", ".5"
  };

  private TableSample() {}

  static String visits(String generated) {
    List<String> rows = new ArrayList<>();
    rows.add(
        "sourceIP,destURL,visitDate,adRevenue,userAgent,countryCode,languageCode,searchWord,"
            + "duration");
    int number = 0;
    for (String row : generated.split("\n")) {
      number++;
      if (number % 47 == 0) {
        rows.add(with(row, REVENUE, REVENUES[number / 47 % REVENUES.length]));
      } else if (number % 61 == 0) {
        rows.add(with(row, COUNTRY, number % 2 == 0 ? "" : "\\N"));
      } else if (number % 97 == 0) {
        rows.add(with(row, URL, number % 2 == 0 ? "" : "\\N"));
      } else {
        rows.add(row);
      }
      if (number % 500 == 0) {
        rows.add("");
      }
    }
    return String.join("\n", rows) + "\n";
  }

  static String rankings(String generated) {
    return "pageURL,pageRank,avgDuration\n"
        + generated
        + ",0,1\n\\N,0,1\n\"http://quoted.example/a,b.html\",3,17\n"
        + "\"http://quoted.example/say-\"\"hi\"\".html\",2,9\n";
  }

  private static String with(String row, int column, String value) {
    List<String> cells = new ArrayList<>();
    var matcher = CELL.matcher(row);
    int at = 0;
    while (at <= row.length() && matcher.find(at)) {
      cells.add(matcher.group());
      at = matcher.end() + 1;
    }
    cells.set(column, value);
    return String.join(",", cells);
  }
}
