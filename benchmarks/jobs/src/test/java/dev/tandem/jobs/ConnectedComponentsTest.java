package dev.tandem.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.flow.Orders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectedComponentsTest {
  @TempDir Path folder;

  private static JobCase components() {
    return JobCase.of(new ConnectedComponents());
  }

  @Test
  void nodesAreNamedAfterTheLeastOneThatTheyReachEitherWay() {
    components()
        .input("# a comment", "c b", "", "b\ta", "e  d", " \t")
        .expect("a\ta", "b\ta", "c\ta", "d\td", "e\td");
  }

  @Test
  void aLoopAloneIsAComponent() {
    components().input("a a", "b b", "b c", "c c", "a a").expect("a\ta", "b\tb", "c\tb");
  }

  @Test
  void numbersCountByValueAndComeBeforeNames() {
    components()
        .input("10 9", "9 a", "x Y", "-5 -12", "-5 0", "99999999999999999999 8x")
        .expect(
            "9\t9",
            "10\t9",
            "a\t9",
            "x\tY",
            "Y\tY",
            "-5\t-12",
            "-12\t-12",
            "0\t-12",
            "8x\t99999999999999999999",
            "99999999999999999999\t99999999999999999999");
  }

  @Test
  void otherSpellingsOfANumberAreOtherNodesBehindIt() {
    components().input("007 8", "7 +7", "007 7").expect("7\t7", "007\t7", "+7\t7", "8\t7");
    components().input("007 8").expect("007\t007", "8\t007");
  }

  @Test
  void namesCompareByBytes() {
    components()
        .input("\uFF41 \uD835\uDCB3", "z \u00E9", "- +")
        .expect("\uFF41\t\uFF41", "\uD835\uDCB3\t\uFF41", "z\tz", "\u00E9\tz", "-\t+", "+\t+");
  }

  @Test
  void separatorAndColumns() {
    components()
        .param("separator", ",")
        .param("columns", "2,0")
        .input("b c,x,a", "#b,x,a", ",y,d")
        .expect("b c\ta", "a\ta", "d\t", "\t");
  }

  @Test
  void nothingGivesNothing() {
    components().input("# nothing").input().expect();
  }

  @Test
  void aMalformedEdgeIsNamed() {
    components().inputFile("e.tsv", "a b", "a").expectError("e.tsv", "line 2", "no column 1");
    components().param("columns", "0").input("a b").expectError("columns names 1 column,", "2");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void agreeOnRandomGraphs(int seed) throws IOException {
    Random random = new Random(seed);
    List<String> edges = new ArrayList<>();
    int nodes = 1 + random.nextInt(400);
    for (int i = 0; i < 300; i++) {
      edges.add(node(random, nodes) + " " + node(random, nodes));
    }
    Path file = Files.write(folder.resolve("edges"), edges);
    Runs.assertAlike("connected-components", List.of(file), Map.of(), folder);
  }

  private static String node(Random random, int nodes) {
    int node = random.nextInt(nodes) - nodes / 3;
    return node % 3 == 0 ? "n" + node : (node % 7 == 0 ? "0" : "") + node;
  }

  /** Labels that only walk to the neighbours would need a round for each node. */
  @Test
  void aChainTakesFewRounds() throws IOException {
    List<Integer> nodes = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      nodes.add(i);
    }
    Collections.shuffle(nodes, new Random(5));
    List<String> edges = new ArrayList<>();
    for (int i = 1; i < nodes.size(); i++) {
      edges.add(nodes.get(i - 1) + " " + nodes.get(i));
    }
    Path file = Files.write(folder.resolve("chain"), edges);
    ConnectedComponents job = new ConnectedComponents();
    String plans =
        PlanRecorder.run(
                job,
                Runs.args(job, List.of(file), Map.of()),
                Tandem.engine("rdd"),
                Runs.options(folder).withOutput(folder.resolve("out").toString(), false))
            .logical();
    assertThat(plans.split("# count")).hasSizeLessThan(12);
  }

  @Test
  void keysHaveTheOrderOfTheirNodes() {
    List<String> nodes =
        List.of(
            "-100000000000000000000",
            "-21",
            "-20",
            "-020",
            "-3",
            "0",
            "+0",
            "-0",
            "7",
            "+7",
            "007",
            "10",
            "100",
            "",
            "+",
            "-",
            "--1",
            "1a",
            "A",
            "a",
            "\uFF41",
            "\uD835\uDCB3");
    List<String> keys = new ArrayList<>(nodes.stream().map(NodeKeys::encode).toList());
    Collections.shuffle(keys, new Random(1));
    keys.sort(Orders.text());
    assertThat(keys.stream().map(NodeKeys::decode)).containsExactlyElementsOf(nodes);
  }
}
