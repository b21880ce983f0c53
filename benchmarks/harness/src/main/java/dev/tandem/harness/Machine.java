package dev.tandem.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a Linux machine says of itself in files; "unknown" or negative on any other. */
final class Machine {
  private final Path root;

  /**
   * @param root the folder that holds {@code proc} and {@code sys}: {@code /}
   */
  Machine(Path root) {
    this.root = root;
  }

  /** The model of the first processor. */
  String processor() {
    return lines("proc/cpuinfo").stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse(Suite.UNKNOWN);
  }

  /** What sets the processors' frequency; a virtual machine cannot see it. */
  String governor() {
    return first("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor").orElse(Suite.UNKNOWN);
  }

  /** Processor-seconds per second that the control group grants, of either version. */
  double quota() {
    Optional<String> both = first("sys/fs/cgroup/cpu.max");
    if (both.isPresent()) {
      String[] cells = both.get().split(" ", -1);
      return cells.length == 2 ? share(cells[0], cells[1]) : -1;
    }
    return share(
        first("sys/fs/cgroup/cpu/cpu.cfs_quota_us").orElse("-1"),
        first("sys/fs/cgroup/cpu/cpu.cfs_period_us").orElse("-1"));
  }

  private static double share(String quota, String period) {
    if (!quota.matches("[0-9]{1,18}") || !period.matches("[1-9][0-9]{0,17}")) {
      return -1; // "max", or -1: no limit
    }
    return Double.parseDouble(quota) / Double.parseDouble(period);
  }

  /** Which container this runs in, as far as containers tell. */
  String container() {
    if (Files.exists(root.resolve(".dockerenv"))) {
      return "docker";
    }
    if (Files.exists(root.resolve("run/.containerenv"))) {
      return "podman";
    }
    return lines("proc/1/cgroup").stream().anyMatch(line -> line.contains("/kubepods"))
        ? "kubernetes"
        : "none seen";
  }

  /**
   * Kind and file system of a disk: {@code ssd, ext4}, {@code virtual, xfs}.
   *
   * @param device as {@code /dev/sda1}
   * @param type of its file system
   */
  String disk(String device, String type) {
    String name = device.substring(device.lastIndexOf('/') + 1);
    String whole =
        name.matches("nvme.*p[0-9]+|mmcblk.*p[0-9]+") ? name.replaceAll("p[0-9]+$", "") : name;
    return kind(whole) + ", " + type;
  }

  /** What a virtual machine's disk says of itself is its host's guess. */
  private String kind(String disk) {
    if (disk.matches("(vd|xvd).*")) {
      return "virtual";
    }
    Optional<String> rotational = first("sys/block/" + disk + "/queue/rotational");
    if (rotational.isEmpty()) {
      rotational = first("sys/block/" + disk.replaceAll("[0-9]+$", "") + "/queue/rotational");
    }
    return rotational
        .map(flag -> flag.equals("1") ? "spinning" : "ssd")
        .orElse(Suite.UNKNOWN + " kind");
  }

  private Optional<String> first(String file) {
    return lines(file).stream().findFirst().map(String::strip);
  }

  private List<String> lines(String file) {
    Path path = root.resolve(file);
    if (!Files.isReadable(path)) {
      return List.of();
    }
    try {
      return Files.readAllLines(path);
    } catch (IOException e) {
      return List.of(); // a file that the kernel shows, but does not let us read
    }
  }
}
