package dev.tandem.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeterTest {
  @TempDir Path folder;

  @Test
  void aRunThatFillsTheHeapIsSeen() {
    Meter meter = new Meter();
    meter.begin();
    byte[][] kept = new byte[40][];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = new byte[1 << 20];
    }
    Usage usage = meter.end();
    assertThat(kept[39]).hasSize(1 << 20);
    assertThat(usage.peakHeap()).isGreaterThan(40 << 20);
    assertThat(usage.cpuMillis()).isNotNegative();
    assertThat(usage.gcMillis()).isNotNegative();
    assertThat(usage.collections()).isNotNegative();
  }

  @Test
  void residentMemoryIsReadWhereTheKernelTells() throws IOException {
    Path status = folder.resolve("status");
    Files.writeString(status, "Name:\tjava\nVmHWM:\t  123 kB\nVmRSS:\t   99 kB\n");
    assertThat(Meter.peakRss(status)).isEqualTo(123 * 1024);
    Files.writeString(status, "Name:\tjava\n");
    assertThat(Meter.peakRss(status)).isNull();
    assertThat(Meter.peakRss(folder.resolve("missing"))).isNull();
  }

  @Test
  void meansAreOfWhatAllRunsObservedAndPeaksTheGreatest() {
    Usage one = new Usage(10.0, 1.0, 2.0, 100L, null, 7L);
    Usage two = new Usage(20.0, null, 4.0, 50L, 30L, 9L);
    assertThat(Usage.mean(List.of(one, two))).isEqualTo(new Usage(15.0, null, 3.0, 100L, 30L, 9L));
    assertThat(Usage.mean(List.of())).isEqualTo(Usage.NONE);
  }
}
