package dev.tandem.mapreduce.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names of a job's own counters, with Hadoop's limits: so many counters, so many groups, names
 * no longer than that. Thread-safe.
 */
final class CounterNames {
  private record Place(String group, String name) {}

  private final int maxCounters;
  private final int maxGroups;
  private final int nameLength;
  private final int groupLength;
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final Set<String> groups = new TreeSet<>();

  /**
   * @param conf has the limits under Hadoop's names
   */
  CounterNames(Configuration conf) {
    this.maxCounters = conf.getInt("mapreduce.job.counters.max", 120);
    this.maxGroups = conf.getInt("mapreduce.job.counters.groups.max", 50);
    this.nameLength = conf.getInt("mapreduce.job.counters.counter.name.max", 64);
    this.groupLength = conf.getInt("mapreduce.job.counters.group.name.max", 128);
  }

  /**
   * What the engine calls a counter.
   *
   * @throws LimitExceededException if there are too many
   * @throws IllegalArgumentException if the group is Hadoop's own and has no such counter
   */
  synchronized String key(String group, String name) {
    Place place = new Place(cut(group, groupLength), cut(name, nameLength));
    String key = place.group() + ": " + place.name();
    Place other = places.get(key);
    if (other == null) {
      add(key, place);
    } else if (!other.equals(place)) {
      throw new IllegalArgumentException("two counters are called '" + key + "'");
    }
    return key;
  }

  private void add(String key, Place place) {
    Counters.check(place.group(), place.name());
    if (places.size() >= maxCounters) {
      throw new LimitExceededException(
          "Too many counters: " + (places.size() + 1) + " max=" + maxCounters);
    }
    if (!groups.contains(place.group()) && groups.size() >= maxGroups) {
      throw new LimitExceededException(
          "Too many counter groups: " + (groups.size() + 1) + " max=" + maxGroups);
    }
    groups.add(place.group());
    places.put(key, place);
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
