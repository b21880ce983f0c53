package dev.tandem.contract.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SplitRuleTest {
  private static List<Long> lengths(SplitRule rule, long length) {
    return rule.cut("f", length, true).stream().map(Split::length).toList();
  }

  private static SplitRule of(long size) {
    return new SplitRule(1, Long.MAX_VALUE, size);
  }

  @Test
  void theSizeIsTheBlockBetweenMinAndMax() {
    assertThat(new SplitRule(1, Long.MAX_VALUE, 64).size()).isEqualTo(64);
    assertThat(new SplitRule(100, Long.MAX_VALUE, 64).size()).isEqualTo(100);
    assertThat(new SplitRule(1, 10, 64).size()).isEqualTo(10);
    assertThat(new SplitRule(20, 10, 64).size()).as("min wins").isEqualTo(20);
    assertThat(SplitRule.DEFAULT.size()).isEqualTo(32L << 20);
  }

  @Test
  void theLastSplitMayBeATenthLonger() {
    assertThat(lengths(of(100), 100)).containsExactly(100L);
    assertThat(lengths(of(100), 110)).containsExactly(110L);
    assertThat(lengths(of(100), 111)).containsExactly(100L, 11L);
    assertThat(lengths(of(100), 210)).containsExactly(100L, 110L);
    assertThat(lengths(of(100), 211)).containsExactly(100L, 100L, 11L);
    assertThat(lengths(of(14), 100)).containsExactly(14L, 14L, 14L, 14L, 14L, 14L, 14L, 2L);
  }

  @Test
  void aSmallInputIsCutIntoEnoughSplitsForAFewSlots() {
    long mb = 1 << 20;
    assertThat(SplitRule.DEFAULT.forInput(0).size()).isEqualTo(mb);
    assertThat(SplitRule.DEFAULT.forInput(7 * mb).size()).isEqualTo(mb);
    assertThat(SplitRule.DEFAULT.forInput(80 * mb).size()).isEqualTo(10 * mb);
    assertThat(SplitRule.DEFAULT.forInput(1000 * mb).size()).isEqualTo(32 * mb);
    assertThat(lengths(SplitRule.DEFAULT.forInput(80 * mb - 3), 80 * mb - 3)).hasSize(8);
  }

  @Test
  void whoAsksForASizeGetsIt() {
    long mb = 1 << 20;
    assertThat(new SplitRule(20 * mb, 20 * mb, 32 * mb).forInput(80 * mb).size())
        .isEqualTo(20 * mb);
    assertThat(of(100).forInput(80 * mb).size()).isEqualTo(100);
  }

  @Test
  void anEmptyFileIsOneEmptySplit() {
    assertThat(of(100).cut("f", 0, true)).containsExactly(new Split("f", 0, 0));
  }

  @Test
  void whatCannotBeCutIsOneSplit() {
    assertThat(of(10).cut("f.gz", 1000, false)).containsExactly(new Split("f.gz", 0, 1000));
  }

  @Test
  void splitsCoverAFileWithoutGaps() {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      long length = random.nextInt(10_000);
      long next = 0;
      for (Split split : of(1 + random.nextInt(300)).cut("f", length, true)) {
        assertThat(split.start()).isEqualTo(next);
        next += split.length();
      }
      assertThat(next).isEqualTo(length);
    }
  }

  @Test
  void senselessSizesAreRefused() {
    assertThatThrownBy(() -> new SplitRule(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Split("f", -1, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
