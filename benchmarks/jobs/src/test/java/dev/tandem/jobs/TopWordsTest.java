package dev.tandem.jobs;

import org.junit.jupiter.api.Test;

class TopWordsTest {
  private static JobCase topWords() {
    return JobCase.of(new TopWords());
  }

  @Test
  void ranksByCountAndThenByCodePoint() {
    topWords()
        .input("b B a", "c \uD835\uDCB3 \uFF41 b", "a \uFF41 \uD835\uDCB3")
        .expect(
            "000001\tb\t3",
            "000002\ta\t2",
            "000003\t\uFF41\t2",
            "000004\t\uD835\uDCB3\t2",
            "000005\tc\t1");
  }

  @Test
  void keepsTenUnlessToldOtherwise() {
    topWords()
        .input("a b c d e f g h i j k l")
        .expect(
            "000001\ta\t1",
            "000002\tb\t1",
            "000003\tc\t1",
            "000004\td\t1",
            "000005\te\t1",
            "000006\tf\t1",
            "000007\tg\t1",
            "000008\th\t1",
            "000009\ti\t1",
            "000010\tj\t1");
    topWords().param("k", 2).input("x y", "y z z z").expect("000001\tz\t3", "000002\ty\t2");
  }

  @Test
  void tokensCanBeChosen() {
    topWords().param("tokens", "whitespace").param("k", 1).input("A, A, a").expect("000001\tA,\t2");
  }

  @Test
  void nothingGivesNothing() {
    topWords().input().expect();
  }

  @Test
  void kMustBePositive() {
    topWords().param("k", 0).input("a").expectError("parameter k is '0'", "at least 1");
    topWords().param("k", "ten").input("a").expectError("parameter k is 'ten'", "whole number");
  }
}
