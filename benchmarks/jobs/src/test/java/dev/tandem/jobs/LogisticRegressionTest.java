package dev.tandem.jobs;

import dev.tandem.datasets.Datasets;
import dev.tandem.datasets.GenerateRequest;
import dev.tandem.datasets.generate.DataSize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogisticRegressionTest {
  private static JobCase regression(int iterations) {
    return JobCase.of(new LogisticRegression()).param("iterations", iterations);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double loss(double... margins) {
    double sum = 0;
    for (double margin : margins) {
      sum += Math.log(1 + Math.exp(-margin));
    }
    return sum / margins.length;
  }

  @Test
  void startsWithZeroAndStepsByTheWholeGradient() {
    // Each point weighs 1/2 at first: the weights become half the sum of y times x.
    double a = (2 + 1 - 1) / 2.0;
    double b = (0 - 3 + 4) / 2.0;
    regression(0).input("1 2 0", "-1 -1 3").expect("w:00\t0.0", "w:01\t0.0", "loss\t" + loss(0, 0));
    regression(1)
        .input("1 2 0", "", "-1 -1 3")
        .input(" +1.0\t-1 4 ")
        .expect("w:00\t" + a, "w:01\t" + b, "loss\t" + loss(2 * a, a - 3 * b, -a + 4 * b));
  }

  @Test
  void secondStepSeesTheFirst() {
    double first = 0.5;
    double second = first - (sigmoid(first) - 1);
    regression(2).input("1 1").expect("w:00\t" + second, "loss\t" + loss(second));
  }

  @Test
  void theLossOfPointsFarOnTheWrongSideIsFinite() {
    // The weight becomes 1000 * 1000 / 2 - 1 / 2; the second point lies that far on its wrong side.
    double weight = (1000.0 - 1) / 2;
    regression(1).input("1 1000", "-1 1").expect("w:00\t" + weight, "loss\t" + weight / 2);
    regression(1).input("1 1000", "-1 900").expect("w:00\t50.0", "loss\t22500.0");
  }

  @Test
  void labelAndColumnsCanBeChosen() {
    regression(1)
        .param("separator", ",")
        .param("label", 2)
        .param("columns", "3,0")
        .input("2,x, 1 ,1", "0,y,-1,0")
        .expect("w:00\t0.5", "w:01\t1.0", "loss\t" + loss(2.5, 0));
    regression(1)
        .param("label", 1)
        .input("2 1 1", "0 -1 0")
        .expect("w:00\t1.0", "w:01\t0.5", "loss\t" + loss(2.5, 0));
    regression(1)
        .param("columns", "1:3")
        .input("1 2 1 9", "-1 0 0 9")
        .expect("w:00\t1.0", "w:01\t0.5", "loss\t" + loss(2.5, 0));
  }

  @Test
  void nothingGivesNothing() {
    regression(3).input().input("", " ").expect();
  }

  @Test
  void aMalformedPointIsNamed() {
    regression(1).inputFile("p", "1 2", "0 3").expectError("p", "line 2", "label '0' is neither");
    regression(1).inputFile("p", "1 2", "1 x").expectError("p", "line 2", "'x' is not a decimal");
    regression(1)
        .inputFile("p", "1 2", "1 2 3")
        .expectError("p", "line 2", "a point of 2 features, the first one has 1");
    regression(1).param("label", 4).inputFile("p", "1 2").expectError("p", "line 1", "no column 4");
  }

  @Test
  void wrongParametersAreRefused() {
    regression(-1).input("1 1").expectError("iterations is '-1'", "at least 0");
    regression(1).param("columns", "b").input("1 1").expectError("columns is 'b'");
    JobCase.of(new LogisticRegression())
        .param("variant", "newton")
        .input("1 1")
        .expectError("variant", "'newton'", "spark");
  }

  @Test
  void agreeOnGeneratedPoints(@TempDir Path folder) throws IOException {
    Path points = folder.resolve("points");
    Datasets.generate(
        GenerateRequest.of("labelled-points", DataSize.rows(2000)).withSeed(3), points);
    Runs.assertAlike("logistic-regression", List.of(points), Map.of("iterations", "10"), folder);
  }
}
