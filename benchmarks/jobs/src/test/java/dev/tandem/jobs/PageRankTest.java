package dev.tandem.jobs;

import org.junit.jupiter.api.Test;

class PageRankTest {
  /** A path: a points to b, b to c, c to nothing. */
  private static JobCase path(int iterations, String variant) {
    return JobCase.of(new PageRank())
        .param("iterations", iterations)
        .param("variant", variant)
        .input("# a comment", "a b", "", "b\tc", "a  b", " \t");
  }

  @Test
  void sparkKeepsExactlyTheReceivers() {
    path(0, "spark").expect("a\t1.0", "b\t1.0");
    path(1, "spark").expect("b\t1.0", "c\t1.0");
    path(2, "spark").expect("c\t1.0");
    path(3, "spark").expect();
  }

  @Test
  void graphxKeepsAllNodes() {
    path(0, "graphx").expect("a\t1.0", "b\t1.0", "c\t1.0");
    path(1, "graphx").expect("a\t0.15", "b\t1.0", "c\t1.0");
    path(2, "graphx").expect("a\t0.15", "b\t0.2775", "c\t1.0");
  }

  @Test
  void normSpreadsWhatDanglingNodesHold() {
    path(0, "norm")
        .expect("a\t0.3333333333333333", "b\t0.3333333333333333", "c\t0.3333333333333333");
    path(1, "norm")
        .expect("a\t0.14444444444444446", "b\t0.4277777777777778", "c\t0.4277777777777778");
    path(2, "norm")
        .expect("a\t0.1712037037037037", "b\t0.2939814814814815", "c\t0.5348148148148148");
  }

  @Test
  void repeatedEdgesCountOnceAndLoopsStay() {
    JobCase.of(new PageRank())
        .param("iterations", 1)
        .input("a b", "a c", "b c", "a b", "c a")
        .input("a b", "d d")
        .expect("a\t1.0", "b\t0.575", "c\t1.425", "d\t1.0");
  }

  @Test
  void dampingCanBeChosen() {
    JobCase.of(new PageRank())
        .param("iterations", 1)
        .param("damping", 0.5)
        .input("a b", "c b")
        .expect("b\t1.5");
  }

  @Test
  void separatorAndColumns() {
    JobCase.of(new PageRank())
        .param("iterations", 1)
        .param("separator", ",")
        .param("columns", "2,0")
        .input("b c,x,a", "#b,x,a", "b c,y,a")
        .expect("b c\t1.0");
  }

  @Test
  void numbersAreNodesByValue() {
    JobCase.of(new PageRank())
        .param("iterations", 1)
        .param("nodes", "number")
        .input("007 8", "7 +8", "-3 7")
        .expect("8\t1.0", "7\t1.0");
  }

  @Test
  void nothingGivesNothing() {
    for (String variant : new String[] {"spark", "graphx", "norm"}) {
      JobCase.of(new PageRank()).param("variant", variant).input("# nothing").expect();
    }
  }

  @Test
  void aMalformedEdgeIsNamed() {
    JobCase.of(new PageRank())
        .inputFile("e.tsv", "a b", "a")
        .expectError("e.tsv", "line 2", "no column 1");
    JobCase.of(new PageRank())
        .param("nodes", "number")
        .inputFile("e.tsv", "1 2", "1 x")
        .expectError(
            "e.tsv", "line 2", "'x' is not a whole number; correct the row, or choose text");
  }

  @Test
  void wrongParametersAreRefused() {
    JobCase rank = JobCase.of(new PageRank()).input("a b");
    rank.param("columns", "0").expectError("columns names 1 column,", "exactly 2");
    rank.param("columns", "0,1").param("iterations", -1).expectError("iterations is '-1'");
    for (String damping : new String[] {"-0.1", "1.01", "NaN", "much"}) {
      JobCase.of(new PageRank())
          .input("a b")
          .param("damping", damping)
          .expectError("damping is '" + damping + "'", "a decimal number from 0.0 to 1.0");
    }
    rank.param("iterations", 1).param("columns", "0,x").expectError("'0,x'", "list of columns");
    rank.param("columns", "0,-1").expectError("'0,-1'", "list of columns, counted from 0");
    rank.param("columns", "0,1").param("variant", "google").expectError("variant", "'google'");
  }
}
