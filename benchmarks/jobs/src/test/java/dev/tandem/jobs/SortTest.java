package dev.tandem.jobs;

import org.junit.jupiter.api.Test;

class SortTest {
  @Test
  void ordersAllLinesByTheirBytes() {
    JobCase.of(new Sort())
        .input("b", "\uD835\uDCB3", "a", "", "\uFF41", "a b")
        .input("B", "a", "\u00E9", "a\tc")
        .expect("", "B", "a", "a", "a\tc", "a b", "b", "\u00E9", "\uFF41", "\uD835\uDCB3");
  }

  @Test
  void nothingGivesNothing() {
    JobCase.of(new Sort()).input().expect();
  }

  @Test
  void otherOrdersAreRefused() {
    JobCase.of(new Sort()).param("order", "locale").input("a").expectError("order", "bytes");
  }
}
