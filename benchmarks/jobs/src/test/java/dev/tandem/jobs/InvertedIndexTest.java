package dev.tandem.jobs;

import org.junit.jupiter.api.Test;

class InvertedIndexTest {
  private static JobCase index() {
    return JobCase.of(new InvertedIndex());
  }

  @Test
  void listsFilesInByteOrder() {
    index()
        .inputFile("\u00E9.txt", "one", "two")
        .inputFile("a.txt", "One")
        .inputFile("Z.txt", "ONE two")
        .expect("one\tZ.txt,a.txt,\u00E9.txt", "two\tZ.txt,\u00E9.txt");
  }

  @Test
  void countsOccurrences() {
    index()
        .param("counts", true)
        .inputFile("b", "x x y", "x")
        .inputFile("a", "y", "x")
        .expect("x\ta:1,b:3", "y\ta:1,b:1");
  }

  @Test
  void filesOfOneNameAreOne() {
    index()
        .param("counts", true)
        .inputFile("first/doc.txt", "x")
        .inputFile("other.txt", "x")
        .inputFile("second/doc.txt", "x x")
        .expect("x\tdoc.txt:3,other.txt:1");
  }

  @Test
  void tokensCanBeChosen() {
    index().param("tokens", "whitespace").inputFile("f", "A-b a").expect("A-b\tf", "a\tf");
  }

  @Test
  void nothingGivesNothing() {
    index().input().input("1 2").expect();
  }

  @Test
  void countsIsTrueOrFalse() {
    index().param("counts", "yes").input("a").expectError("counts", "'yes'", "true, false");
  }
}
