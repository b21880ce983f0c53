package dev.tandem.jobs;

import org.junit.jupiter.api.Test;

class DistinctTest {
  @Test
  void keepsOneOfEachLine() {
    JobCase.of(new Distinct())
        .input("a", "b", "a ", "")
        .input("A", "b", "", "a")
        .expect("a", "b", "a ", "", "A");
  }

  @Test
  void nothingGivesNothing() {
    JobCase.of(new Distinct()).input().expect();
  }
}
