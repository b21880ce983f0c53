package dev.tandem.jobs;

import org.junit.jupiter.api.Test;

class GrepTest {
  private static JobCase grep(String pattern) {
    return JobCase.of(new Grep()).param("pattern", pattern);
  }

  @Test
  void countsMatchedTexts() {
    grep("a+").input("aa b a", "aaa a", "nOne").expect("aa\t1", "a\t2", "aaa\t1");
  }

  @Test
  void matchesDoNotOverlap() {
    grep("aa").input("aaaaa").expect("aa\t2");
  }

  @Test
  void aMatchMayBeEmpty() {
    grep("x*").input("ax").expect("\t2", "x\t1");
  }

  @Test
  void countsEqualLinesThatMatch() {
    grep("a").param("mode", "lines").input("x a", "aa", "b").input("x a").expect("x a\t2", "aa\t1");
  }

  @Test
  void specialCharactersAreEscaped() {
    grep("q").param("mode", "lines").input("p\tq\\n").expect("p\\tq\\\\n\t1");
    grep("\\s.").input("p\tq").expect("\\tq\t1");
  }

  @Test
  void nothingGivesNothing() {
    grep("a").input().input("b").expect();
  }

  @Test
  void aWrongPatternIsRefused() {
    grep("(").input("a").expectError("parameter pattern is '('", "regular expression");
    JobCase.of(new Grep()).input("a").expectError("job grep needs the parameter pattern");
    grep("a").param("mode", "words").input("a").expectError("mode", "'words'", "matches, lines");
  }
}
