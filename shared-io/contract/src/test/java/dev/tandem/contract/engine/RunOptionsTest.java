package dev.tandem.contract.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.tandem.contract.io.SplitRule;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunOptionsTest {
  private final RunOptions options = RunOptions.defaults();

  @Test
  void defaultsAreOneNodeAndFourAttempts() {
    assertThat(options.nodes()).isEqualTo(1);
    assertThat(options.attempts()).isEqualTo(4);
    assertThat(options.output()).isNull();
    assertThat(options.defaultPartitions()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(options.budget().total())
        .as("half the heap, whose size some collectors change")
        .isCloseTo(Runtime.getRuntime().maxMemory() / 2, withinPercentage(10));
  }

  @Test
  void eachOptionCanBeChangedAloneWithoutTouchingTheOthers() {
    RunOptions changed =
        options
            .withMemory(5 << 20)
            .withNodes(3, 2)
            .withPartitions(7)
            .withAttempts(1)
            .withOutput("out", true)
            .withScratch("scratch")
            .withSplits(new SplitRule(1, 2, 3))
            .withSeed(9)
            .withConf("a", "b")
            .withConf("c", "d");
    assertThat(changed.memory()).isEqualTo(5 << 20);
    assertThat(changed.budget()).isEqualTo(new MemoryBudget(5 << 20, 6));
    assertThat(changed.defaultPartitions()).isEqualTo(7);
    assertThat(changed.withPartitions(0).defaultPartitions()).isEqualTo(6);
    assertThat(changed.attempts()).isEqualTo(1);
    assertThat(changed.output()).isEqualTo("out");
    assertThat(changed.overwrite()).isTrue();
    assertThat(changed.scratch()).isEqualTo("scratch");
    assertThat(changed.splits().size()).isEqualTo(2);
    assertThat(changed.seed()).isEqualTo(9);
    assertThat(changed.conf()).isEqualTo(Map.of("a", "b", "c", "d"));
    assertThat(changed.conf("a", "x")).isEqualTo("b");
    assertThat(changed.conf("z", "x")).isEqualTo("x");
    assertThat(options.conf()).isEmpty();
  }

  @Test
  void senselessNumbersAreRefusedByName() {
    assertThatThrownBy(() -> options.withMemory(1000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("memory is 1000");
    assertThatThrownBy(() -> options.withNodes(0, 1)).hasMessageContaining("nodes is 0");
    assertThatThrownBy(() -> options.withNodes(1, 0)).hasMessageContaining("slots is 0");
    assertThatThrownBy(() -> options.withPartitions(-1)).hasMessageContaining("partitions is -1");
    assertThatThrownBy(() -> options.withAttempts(0)).hasMessageContaining("attempts is 0");
  }

  @Test
  void switchesCannotBeChangedFromOutside() {
    assertThatThrownBy(() -> options.conf().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void memoryIsSharedBySlots() {
    MemoryBudget budget = new MemoryBudget(512L << 20, 4);
    assertThat(budget.share()).isEqualTo(128L << 20);
    assertThat(budget.sortBuffer()).isEqualTo((long) (0.6 * (128L << 20)));
    assertThat(new MemoryBudget(8L << 30, 4).sortBuffer())
        .as("at most Hadoop's 100 MB")
        .isEqualTo(100L << 20);
    assertThat(new MemoryBudget(1 << 20, 2).mergeFactor()).isEqualTo(10);
    assertThat(new MemoryBudget(512L << 20, 4).mergeFactor()).isEqualTo(512);
    assertThat(new MemoryBudget(64L << 30, 4).mergeFactor()).isEqualTo(1000);
  }
}
