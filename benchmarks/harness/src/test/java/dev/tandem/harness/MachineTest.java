package dev.tandem.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  @TempDir Path root;

  private void file(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Machine machine() {
    return new Machine(root);
  }

  @Test
  void whatAMachineDoesNotSayIsUnknown() {
    assertThat(machine().processor()).isEqualTo("unknown");
    assertThat(machine().governor()).isEqualTo("unknown");
    assertThat(machine().quota()).isNegative();
    assertThat(machine().container()).isEqualTo("none seen");
    assertThat(machine().disk("/dev/sda1", "ext4")).isEqualTo("unknown kind, ext4");
  }

  @Test
  void processorAndGovernorAreNamed() throws IOException {
    file("proc/cpuinfo", "processor\t: 0\nmodel name\t: Z80: fast\nmodel name\t: other\n");
    file("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "performance\n");
    assertThat(machine().processor()).isEqualTo("Z80: fast");
    assertThat(machine().governor()).isEqualTo("performance");
  }

  @Test
  void quotasOfBothVersionsOfControlGroupsAreRead() throws IOException {
    file("sys/fs/cgroup/cpu/cpu.cfs_quota_us", "150000\n");
    file("sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n");
    assertThat(machine().quota()).isEqualTo(1.5);
    file("sys/fs/cgroup/cpu.max", "max 100000\n");
    assertThat(machine().quota()).isNegative();
    file("sys/fs/cgroup/cpu.max", "50000 100000\n");
    assertThat(machine().quota()).isEqualTo(0.5);
    file("sys/fs/cgroup/cpu.max", "50000 0\n");
    assertThat(machine().quota()).isNegative();
  }

  @Test
  void containersAreSeen() throws IOException {
    file("proc/1/cgroup", "0::/kubepods/besteffort\n");
    assertThat(machine().container()).isEqualTo("kubernetes");
    file("run/.containerenv", "");
    assertThat(machine().container()).isEqualTo("podman");
    file(".dockerenv", "");
    assertThat(machine().container()).isEqualTo("docker");
  }

  @Test
  void disksOfPartitionsAreTold() throws IOException {
    file("sys/block/sda/queue/rotational", "1\n");
    file("sys/block/nvme0n1/queue/rotational", "0\n");
    assertThat(machine().disk("/dev/sda3", "ext4")).isEqualTo("spinning, ext4");
    assertThat(machine().disk("/dev/nvme0n1p2", "xfs")).isEqualTo("ssd, xfs");
    assertThat(machine().disk("/dev/vda", "ext4")).isEqualTo("virtual, ext4");
    assertThat(machine().disk("overlay", "overlay")).isEqualTo("unknown kind, overlay");
  }
}
