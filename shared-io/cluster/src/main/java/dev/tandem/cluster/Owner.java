package dev.tandem.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process, as it signs what it leaves on disk, so that others can see whether it still lives. A
 * process number is used again after a while, therefore the start time; another machine's processes
 * cannot be seen, therefore the host.
 *
 * @param host the machine
 * @param pid the process number
 * @param startMillis when the process started, milliseconds since 1970; 0 if the system does not
 *     tell
 */
public record Owner(String host, long pid, long startMillis) {
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9.-]+)_(\\d{1,18})_(\\d{1,18})");

  private static final Owner CURRENT =
      new Owner(hostName(), ProcessHandle.current().pid(), startOf(ProcessHandle.current()));

  /** The clock of process starts is coarse. */
  private static final long TOLERANCE_MILLIS = 2000;

  /** This process. */
  public static Owner current() {
    return CURRENT;
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.-]", "-");
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static long startOf(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** What {@link #toString} has written; empty for anything else. */
  public static Optional<Owner> parse(String text) {
    Matcher fields = FORM.matcher(text.strip());
    return fields.matches()
        ? Optional.of(
            new Owner(
                fields.group(1), Long.parseLong(fields.group(2)), Long.parseLong(fields.group(3))))
        : Optional.empty();
  }

  /** Whether it is known to be gone; false for a process of another host. */
  public boolean dead() {
    if (!host.equals(CURRENT.host)) {
      return false;
    }
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return process.isEmpty() || !sameStart(startOf(process.get()));
  }

  private boolean sameStart(long start) {
    return start == 0 || startMillis == 0 || Math.abs(start - startMillis) <= TOLERANCE_MILLIS;
  }

  @Override
  public String toString() {
    return host + "_" + pid + "_" + startMillis;
  }
}
