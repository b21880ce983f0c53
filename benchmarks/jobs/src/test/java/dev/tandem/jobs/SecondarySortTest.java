package dev.tandem.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecondarySortTest {
  @TempDir Path folder;

  private static JobCase sort(String by) {
    return JobCase.of(new SecondarySort())
        .inputFile("b.csv", "k,10,x,1", "k,9,y,2", "j,1,z,3", "k,9.0,\"a,b\",4")
        .inputFile("a.csv", "k,,x,5", "", "k,-1e1,\uD835\uDCB3,6", "k,n/a,\uFF41,7", "k,9,a|b,8")
        .param("key", 0)
        .param("out", "3,2")
        .param("by", by);
  }

  @Test
  void numbersByValueAndWhatIsNoneLast() {
    sort("1:num:asc").expect("j\t3|z", "k\t6|\uD835\uDCB3;2|y;4|a,b;8|a|b;1|x;5|x;7|\uFF41");
    sort("1:num:desc").expect("j\t3|z", "k\t1|x;2|y;4|a,b;8|a|b;6|\uD835\uDCB3;5|x;7|\uFF41");
  }

  @Test
  void textByCodePointAndTiesInInputOrder() {
    sort("2:str:asc").expect("j\t3|z", "k\t4|a,b;8|a|b;1|x;5|x;2|y;7|\uFF41;6|\uD835\uDCB3");
    sort("2:str:desc").expect("j\t3|z", "k\t6|\uD835\uDCB3;7|\uFF41;2|y;1|x;5|x;8|a|b;4|a,b");
  }

  @Test
  void columnsDecideOneAfterTheOther() {
    sort("1:num:desc,2:str:desc")
        .expect("j\t3|z", "k\t1|x;2|y;8|a|b;4|a,b;6|\uD835\uDCB3;7|\uFF41;5|x");
    sort("0:str:asc").expect("j\t3|z", "k\t1|x;2|y;4|a,b;5|x;6|\uD835\uDCB3;7|\uFF41;8|a|b");
  }

  @Test
  void keysAndCellsAreEscaped() {
    JobCase.of(new SecondarySort())
        .input("h1;h2", "a\tb;\\;1", "a\tb;\\;0", ";\t;2")
        .param("format", ";")
        .param("header", true)
        .param("key", "0,1")
        .param("by", "2:num:asc")
        .param("out", "1,2")
        .expect("a\\tb|\\\\\t\\\\|0;\\\\|1", "|\\t\t\\t|2");
  }

  @Test
  void nothingGivesNothing() {
    JobCase.of(new SecondarySort())
        .input()
        .param("key", 0)
        .param("by", "0:str:asc")
        .param("out", 0)
        .expect();
  }

  @Test
  void wrongParametersAndShortRowsAreNamed() {
    for (String by :
        List.of("", "1", "1:num", "1:numb:asc", "x:num:asc", "1:num:up", "-1:str:asc")) {
      sort(by).expectError("by is '" + by + "'", "3:num:desc,0:str:asc");
    }
    sort("4:num:asc").expectError(".csv, line 1", "no column 4");
    sort("1:num:asc").param("out", "").expectError("out names 0 columns");
    sort("1:num:asc").param("key", "").expectError("key names 0 columns");
  }

  /** Few keys, many ties, several splits and files. */
  @ParameterizedTest
  @CsvSource({"'1:num:desc,2:str:asc'", "'2:str:desc,1:num:asc'", "'0:str:asc'"})
  void agreeOnNastyRows(String by) throws IOException {
    Random random = new Random(13);
    String[] numbers = {
      "1", "1.0", "01", "-1", "x", "", "1e0", "99999999999999999999", "0", "-0.0"
    };
    String[] texts = {"", "a", "\u00e9", "\uFF5E", "\uD83D\uDE00", "\\", "a\u0001", "a\u0000"};
    Path inputs = Files.createDirectories(folder.resolve("in/b")).getParent();
    int row = 0;
    for (String name : List.of("b-", "b/z", "a", "../zz")) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 1500; i++) {
        text.append("k").append(random.nextInt(5) == 0 ? random.nextInt(100) : 0).append(';');
        text.append(numbers[random.nextInt(numbers.length)]).append(';');
        text.append(texts[random.nextInt(texts.length)]).append(';').append(row++).append('\n');
      }
      Files.writeString(inputs.resolve(name), text);
    }
    Map<String, String> params = Map.of("format", ";", "key", "0", "by", by, "out", "3");
    Runs.assertAlike("secondary-sort", List.of(folder.resolve("zz"), inputs), params, folder);
  }
}
