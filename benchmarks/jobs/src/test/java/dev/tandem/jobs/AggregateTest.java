package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.testkit.JobTester;
import org.junit.jupiter.api.Test;

class AggregateTest {
  private static JobCase aggregate() {
    return JobCase.of(new Aggregate());
  }

  @Test
  void countsTheRowsOfEachGroup() {
    aggregate()
        .param("key", "0,2")
        .input("a,1,x", "", "a,2,x", "b,n/a,x", "\"a|b\",,\"c\\\td\"")
        .expect("a|x\t2", "b|x\t1", "a|b|c\\\\\\td\t1");
  }

  @Test
  void sumsAreExactAndWholeOnesHaveNoPoint() {
    aggregate()
        .param("key", 0)
        .param("value", 1)
        .input("a, 4.50", "a,.25", "a,-1", "b,1.5", "b,+2.5", "c,0.1", "c,0.2")
        .expect("a\t3\t3.75\t-1\t4.5\t1.25", "b\t2\t4\t1.5\t2.5\t2.0", "c\t2\t0.3\t0.1\t0.2\t0.15");
  }

  @Test
  void theMeanIsTheExactQuotientRoundedOnce() {
    aggregate()
        .param("key", 0)
        .param("value", 1)
        .input("a,1", "a,0", "a,0", "b,100000000000000000001", "b,1", "c,1e-400", "d,-1e400")
        .expect(
            "a\t3\t1\t0\t1\t0.3333333333333333",
            "b\t2\t100000000000000000002\t1\t100000000000000000001\t5.0E19",
            "c\t1\t0."
                + "0".repeat(399)
                + "1\t0."
                + "0".repeat(399)
                + "1\t0."
                + "0".repeat(399)
                + "1\t0.0",
            "d\t1\t-1"
                + "0".repeat(400)
                + "\t-1"
                + "0".repeat(400)
                + "\t-1"
                + "0".repeat(400)
                + "\t-Infinity");
  }

  @Test
  void theMeanIsNotRoundedToDecimalDigitsFirst() {
    aggregate()
        .param("key", 0)
        .param("value", 1)
        .input("a,351.661", "a,0", "a,0")
        .expect("a\t3\t351.661\t0\t351.661\t117.22033333333333");
  }

  @Test
  void rowsWithoutAPlainNumberAreLeftOut() {
    aggregate()
        .param("format", ";")
        .param("key", 0)
        .param("value", 1)
        .input("a;1.", "a;1e2", "a;NaN", "a;0x1F", "a;1.2.3", "a;", "a; ", "a;1e", "a;.", "a;-")
        .input("a;\uFF11", "a;1d", "a;e5", "a;+.e1", "a;Infinity", "b;none", "c;-0.00", "a;1E+0\t")
        .expect("a\t3\t102\t1\t100\t34.0", "c\t1\t0\t0\t0\t0.0");
  }

  @Test
  void rowsThatAreLeftOutAreCounted() {
    JobTester.of(new Aggregate())
        .param("key", 0)
        .param("value", 1)
        .input("a,1", "a,n/a", "b,", "c,2")
        .report(run -> assertThat(run.counters()).containsEntry(Aggregate.LEFT_OUT, 2L))
        .expect("a\t1\t1\t1\t1\t1.0", "c\t1\t2\t2\t2\t2.0");
  }

  @Test
  void eachFileHasAHeader() {
    aggregate()
        .param("header", true)
        .param("format", "tsv")
        .param("key", 1)
        .input("", "name\tkey", "x\tk")
        .input("name\tkey")
        .input("name\tkey", "y\tk", "", "z\t")
        .expect("k\t2", "\t1");
  }

  @Test
  void nothingGivesNothing() {
    aggregate().param("key", 0).input().expect();
  }

  @Test
  void wrongColumnsAreRefused() {
    aggregate().input("a").expectError("job aggregate needs the parameter key");
    aggregate().param("key", "").input("a").expectError("parameter key names 0 columns");
    aggregate().param("key", "-1").input("a").expectError("parameter key is '-1'");
    aggregate()
        .param("key", 0)
        .param("value", "1,2")
        .input("a")
        .expectError("value names 2 columns");
  }

  @Test
  void aShortRowIsNamed() {
    aggregate()
        .param("key", 1)
        .inputFile("t.csv", "a,b", "c")
        .expectError("t.csv", "line 2", "no column 1");
  }

  @Test
  void aBrokenQuoteIsNamed() {
    aggregate()
        .param("key", 0)
        .inputFile("t.csv", "a,b", "\"c,d")
        .expectError("t.csv", "line 2", "quote");
  }

  @Test
  void anExponentBeyondReasonIsNamed() {
    aggregate()
        .param("key", 0)
        .param("value", 1)
        .inputFile("t.csv", "a,1", "a,1e999999999")
        .expectError("t.csv", "line 2", "1e999999999", "exponent");
    aggregate()
        .param("key", 0)
        .param("value", 1)
        .inputFile("t.csv", "a,1e99999999999")
        .expectError("t.csv", "line 1", "1e99999999999", "exponent");
  }
}
