package dev.tandem.jobs;

import org.junit.jupiter.api.Test;

class KMeansTest {
  private static JobCase kmeans(int k) {
    return JobCase.of(new KMeans()).param("k", k);
  }

  @Test
  void startsWithTheFirstDistinctPointsAndStopsWhenNothingMoves() {
    kmeans(2)
        .input("0 0", "", "0\t0.0", "10 0", " 0 1 ", "10 1")
        .expect(
            "centre:00\t0.0,0.3333333333333333",
            "size:00\t3",
            "centre:01\t10.0,0.5",
            "size:01\t2",
            "cost\t1.1666666666666665",
            "rounds\t2");
  }

  @Test
  void sizesAndCostBelongToTheFinalCentres() {
    // One round moves the centres to 1 and 13/3; for these 2 is nearer to the first one.
    kmeans(2)
        .param("iterations", 1)
        .input("1", "2", "2", "9")
        .expect(
            "centre:00\t1.0",
            "size:00\t3",
            "centre:01\t4.333333333333333",
            "size:01\t1",
            "cost\t23.77777777777778",
            "rounds\t1");
    kmeans(2)
        .param("iterations", 0)
        .input("1", "2", "2", "9")
        .expect(
            "centre:00\t1.0",
            "size:00\t1",
            "centre:01\t2.0",
            "size:01\t3",
            "cost\t49.0",
            "rounds\t0");
  }

  @Test
  void tiesGoToTheLowestNumber() {
    kmeans(2)
        .input("0", "10", "5")
        .expect(
            "centre:00\t2.5",
            "size:00\t2",
            "centre:01\t10.0",
            "size:01\t1",
            "cost\t12.5",
            "rounds\t2");
  }

  @Test
  void aCentreThatLosesItsPointsStays() {
    kmeans(3)
        .input("2 0", "4 1", "1 5", "8 8", "7 6")
        .expect(
            "centre:00\t3.0,0.5",
            "size:00\t2",
            "centre:01\t5.5,3.5",
            "size:01\t0",
            "centre:02\t5.333333333333333,6.333333333333333",
            "size:02\t3",
            "cost\t35.83333333333333",
            "rounds\t3");
  }

  @Test
  void thereMayBeFewerPointsThanCentres() {
    kmeans(5)
        .input("3 4", "3 4")
        .input("-0 1", "0 1")
        .expect(
            "centre:00\t3.0,4.0",
            "size:00\t2",
            "centre:01\t-0.0,1.0",
            "size:01\t2",
            "cost\t0.0",
            "rounds\t1");
  }

  @Test
  void separatorColumnsAndHeader() {
    String[] lines = {
      "centre:00\t1.0,2.0",
      "size:00\t1",
      "centre:01\t5.0,6.0",
      "size:01\t1",
      "cost\t0.0",
      "rounds\t1"
    };
    kmeans(2)
        .param("separator", ",")
        .param("header", true)
        .param("columns", "1:3")
        .input("name,x,y", "a, 1,2")
        .input("", "name,x,y", "b,5 ,6,7")
        .expect(lines);
    kmeans(2)
        .param("header", true)
        .param("columns", "2,0")
        .input("y n x", "2 a 1", "6 b 5")
        .expect(lines);
  }

  @Test
  void nothingGivesNothing() {
    kmeans(3).input().input("", " ").expect();
  }

  @Test
  void aMalformedPointIsNamed() {
    kmeans(1)
        .inputFile("p.txt", "1 2", "1 x")
        .expectError("p.txt", "line 2", "'x' is not a decimal number");
    kmeans(1).inputFile("p.txt", "1 2", "1 NaN").expectError("p.txt", "line 2", "'NaN'");
    kmeans(1).inputFile("p.txt", "1 2", "1e999 2").expectError("p.txt", "line 2", "'1e999'");
    kmeans(1).inputFile("p.txt", "1 2", "1 2 3").expectError("p.txt", "line 2", "3 coordinates");
    kmeans(2)
        .inputFile("p.txt", "1 2", "3 4 5", "3 4")
        .expectError("p.txt", "line 2", "a point of 3 coordinates, the first one has 2");
    kmeans(3)
        .param("iterations", 0)
        .inputFile("p.txt", "1 2", "3 4", "5")
        .expectError("p.txt", "line 3", "a point of 1 coordinate, the first one has 2");
    kmeans(1)
        .param("columns", "0:2")
        .inputFile("p.txt", "1")
        .expectError("p.txt", "line 1", "no column 1");
  }

  @Test
  void wrongParametersAreRefused() {
    kmeans(0).input("1").expectError("parameter k is '0'", "at least 1");
    kmeans(1).param("columns", "3:3").input("1").expectError("columns is '3:3'", "0:3");
    kmeans(1).param("columns", "a").input("1").expectError("columns is 'a'");
  }
}
