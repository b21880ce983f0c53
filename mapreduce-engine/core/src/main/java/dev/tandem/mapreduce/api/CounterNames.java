package dev.tandem.mapreduce.api;

import dev.tandem.mapreduce.explain.counters.CounterText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of a job's own counters, with Hadoop's limits: so many counters, so many groups, names
 * no longer than that. Those of attempts that failed do not count. Thread-safe.
 */
final class CounterNames {
  /** A counter of the job's own, its names cut. */
  record Place(String group, String name) {
    /** What the engine calls it. */
    String key() {
      return group + ": " + name;
    }

    /** As in Hadoop what a job adds to the framework's own counters is not limited. */
    boolean limited() {
      return !group.equals(CounterText.JOB) && !group.equals(CounterText.TASKS);
    }
  }

  private final int maxCounters;
  private final int maxGroups;
  private final int nameLength;
  private final int groupLength;
  private final Map<String, Place> places = new LinkedHashMap<>();

  /** How many attempts that have not failed have each of the counters that are limited. */
  private final Map<Place, Integer> users = new HashMap<>();

  /**
   * @param conf has the limits under Hadoop's names
   */
  CounterNames(Configuration conf) {
    this.maxCounters = conf.getInt("mapreduce.job.counters.max", 120);
    this.maxGroups = conf.getInt("mapreduce.job.counters.groups.max", 50);
    this.nameLength = conf.getInt("mapreduce.job.counters.counter.name.max", 64);
    this.groupLength = conf.getInt("mapreduce.job.counters.group.name.max", 128);
  }

  /** The counter of this group and name. */
  Place place(String group, String name) {
    return new Place(cut(group, groupLength), cut(name, nameLength));
  }

  /**
   * An attempt begins to use a counter.
   *
   * @throws LimitExceededException if there are too many
   * @throws IllegalArgumentException if the group is Hadoop's own and has no such counter
   */
  synchronized void take(Place place) {
    Counters.check(place.group(), place.name());
    Place other = places.get(place.key());
    if (other != null && !other.equals(place)) {
      throw new IllegalArgumentException("two counters are called '" + place.key() + "'");
    }
    if (place.limited()) {
      checkLimits(place);
      users.merge(place, 1, Integer::sum);
    }
    places.put(place.key(), place);
  }

  private void checkLimits(Place place) {
    if (users.containsKey(place)) {
      return;
    }
    if (users.size() >= maxCounters) {
      throw new LimitExceededException(
          "Too many counters: " + (users.size() + 1) + " max=" + maxCounters);
    }
    Set<String> groups = new TreeSet<>();
    users.keySet().forEach(user -> groups.add(user.group()));
    if (!groups.contains(place.group()) && groups.size() >= maxGroups) {
      throw new LimitExceededException(
          "Too many counter groups: " + (groups.size() + 1) + " max=" + maxGroups);
    }
  }

  /** An attempt that used these counters has failed: nobody will hear of them. */
  synchronized void giveBack(Set<Place> unused) {
    for (Place place : unused) {
      users.computeIfPresent(place, (p, count) -> count == 1 ? null : count - 1);
    }
  }

  private static String cut(String text, int longest) {
    return text.length() > longest ? text.substring(0, longest - 1) : text;
  }

  /** The counter's own name. */
  synchronized String name(String key) {
    return places.get(key).name();
  }

  /** The group of the counter, or null if the job has not named it. */
  synchronized String group(String key) {
    Place place = places.get(key);
    return place == null ? null : place.group();
  }
}
