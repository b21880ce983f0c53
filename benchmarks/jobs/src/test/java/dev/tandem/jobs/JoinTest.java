package dev.tandem.jobs;

import org.junit.jupiter.api.Test;

class JoinTest {
  /** A missing side, as it prints. */
  private static final String MISSING = "\\N";

  /** The same two characters in the data, as they print. */
  private static final String NULL = "\\\\N";

  private static JobCase join() {
    return JobCase.of(new Join())
        .inputFile("left.csv", "k1,\"a|b\",x", "k1,c,\"y\"\"z\"", "", "k2,d,w", ",e,v", "\\N,f,u")
        .inputFile("right.txt", "1;k1;R1", "2;k1;R2", "3;k3;R3", "", "4;;R4", "5;\\N;R5")
        .param("left", "{dir}/left.csv")
        .param("right", "{dir}/right.txt")
        .param("right-format", ";")
        .param("right-key", 1)
        .param("left-out", "1,2")
        .param("right-out", 2);
  }

  private static String[] lines(String... lines) {
    return lines;
  }

  private static String[] and(String[] some, String... more) {
    String[] all = java.util.Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, all, some.length, more.length);
    return all;
  }

  private static final String[] K1 =
      lines("k1|a|b|x|R1", "k1|a|b|x|R2", "k1|c|y\"z|R1", "k1|c|y\"z|R2");
  private static final String[] NULLS = lines("|e|v|R4", NULL + "|f|u|R5");
  private static final String LEFT_ONLY = "k2|d|w|" + MISSING;
  private static final String RIGHT_ONLY = "k3|" + MISSING + "|" + MISSING + "|R3";
  private static final String[] NULLS_LEFT = lines("|e|v|" + MISSING, NULL + "|f|u|" + MISSING);
  private static final String[] NULLS_RIGHT =
      lines("|" + MISSING + "|" + MISSING + "|R4", NULL + "|" + MISSING + "|" + MISSING + "|R5");

  @Test
  void innerWritesEachMatch() {
    join().expect(and(K1, NULLS));
  }

  @Test
  void outerJoinsFillTheMissingSide() {
    join().param("type", "left").expect(and(and(K1, NULLS), LEFT_ONLY));
    join().param("type", "right").expect(and(and(K1, NULLS), RIGHT_ONLY));
    join().param("type", "full").expect(and(and(K1, NULLS), LEFT_ONLY, RIGHT_ONLY));
  }

  @Test
  void semiAndAntiWriteLeftRowsOnce() {
    join().param("type", "semi").expect("k1|a|b|x", "k1|c|y\"z", "|e|v", NULL + "|f|u");
    join().param("type", "anti").expect("k2|d|w");
  }

  @Test
  void nullKeysMatchNothingIfAsked() {
    JobCase never = join().param("null-keys", "never");
    never.expect(K1);
    never.param("type", "left").expect(and(and(K1, NULLS_LEFT), LEFT_ONLY));
    never.param("type", "right").expect(and(and(K1, NULLS_RIGHT), RIGHT_ONLY));
    never
        .param("type", "full")
        .expect(and(and(and(K1, NULLS_LEFT), NULLS_RIGHT), LEFT_ONLY, RIGHT_ONLY));
    never.param("type", "semi").expect("k1|a|b|x", "k1|c|y\"z");
    never.param("type", "anti").expect("k2|d|w", "|e|v", NULL + "|f|u");
  }

  @Test
  void broadcastGivesTheSameLines() {
    JobCase broadcast = join().param("strategy", "broadcast");
    broadcast.expect(and(K1, NULLS));
    broadcast.param("type", "left").expect(and(and(K1, NULLS), LEFT_ONLY));
    broadcast.param("type", "semi").expect("k1|a|b|x", "k1|c|y\"z", "|e|v", NULL + "|f|u");
    broadcast.param("type", "anti").expect("k2|d|w");
    broadcast.param("null-keys", "never").expect("k2|d|w", "|e|v", NULL + "|f|u");
    broadcast.param("type", "left").expect(and(and(K1, NULLS_LEFT), LEFT_ONLY));
    broadcast.param("type", "inner").expect(K1);
  }

  @Test
  void broadcastRefusesTypesThatKeepRightRows() {
    for (String type : new String[] {"right", "full"}) {
      join()
          .param("strategy", "broadcast")
          .param("type", type)
          .expectError("type=" + type, "use strategy=shuffle, or swap the tables");
    }
  }

  @Test
  void keysOfSeveralColumnsAndHeaders() {
    JobCase keys =
        JobCase.of(new Join())
            .inputFile("l", "h1\th2\th3", "a\tb\t1", "a|b\t\t2", "a\t\t3")
            .inputFile("r", "b,a", ",a", "b,\"a|b\"")
            .param("left", "{dir}/l")
            .param("right", "{dir}/r")
            .param("left-format", "\t")
            .param("left-header", true)
            .param("left-key", "0,1")
            .param("right-key", "1,0")
            .param("left-out", 2)
            .param("right-out", 0);
    keys.expect("a|b|1|b", "a||3|");
    keys.param("null-keys", "never").expect("a|b|1|b");
    keys.param("left-format", "\\t").param("right-header", true).expect();
  }

  @Test
  void specialCharactersAreEscaped() {
    JobCase.of(new Join())
        .inputFile("l", "k\\,\"a", "b\tc\"")
        .inputFile("r", "k\\")
        .param("left", "{dir}/l")
        .param("right", "{dir}/r")
        .param("left-out", 1)
        .expect("k\\\\|a\\nb\\tc");
  }

  @Test
  void nothingGivesNothing() {
    JobCase.of(new Join())
        .inputFile("l")
        .inputFile("r", "a")
        .param("left", "{dir}/l")
        .param("right", "{dir}/r")
        .expect();
  }

  @Test
  void keysOfDifferentWidthAreRefused() {
    join().param("left-key", "0,1").expectError("right-key names 1 column", "exactly 2");
    join().param("left-key", "").expectError("left-key names 0 columns", "at least 1");
    join().param("left-key", "x").expectError("left-key is 'x'");
  }

  @Test
  void aShortRowIsNamed() {
    join().param("right-out", 3).expectError("right.txt", "line 1", "no column 3");
  }

  @Test
  void aMissingTableIsNamed() {
    join().param("left", "{dir}/lost.csv").expectError("lost.csv", "does not exist");
  }
}
