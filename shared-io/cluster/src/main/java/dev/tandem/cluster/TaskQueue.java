package dev.tandem.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The tasks of a set that wait for a slot. A node takes the first task that prefers it, else the
 * first one without preference, else one that prefers another node: in one process an idle slot
 * costs more than data of another node. A task that has failed on a node goes to another one if
 * there is any. Not thread-safe.
 */
final class TaskQueue {
  /** No task for this node now. */
  static final int NOTHING = -1;

  private final List<Node> nodes;
  private final List<? extends Task<?>> tasks;
  private final List<TreeSet<Integer>> byNode = new ArrayList<>();
  private final TreeSet<Integer> anywhere = new TreeSet<>();
  private final Map<Integer, Integer> avoided = new HashMap<>();

  TaskQueue(List<Node> nodes, List<? extends Task<?>> tasks) {
    this.nodes = nodes;
    this.tasks = tasks;
    nodes.forEach(node -> byNode.add(new TreeSet<>()));
    for (int place = 0; place < tasks.size(); place++) {
      queue(place).add(place);
    }
  }

  private TreeSet<Integer> queue(int place) {
    int preferred = tasks.get(place).preferredNode();
    return preferred >= 0 && preferred < nodes.size() ? byNode.get(preferred) : anywhere;
  }

  /**
   * Puts a task back.
   *
   * @param place the task
   * @param avoid the node that should not get it, or -1
   */
  void add(int place, int avoid) {
    remove(place);
    queue(place).add(place);
    avoided.remove(place);
    if (avoid >= 0) {
      avoided.put(place, avoid);
    }
  }

  /**
   * Forgets a task: it needs no attempt any more. Where it would rather run may have changed while
   * it waited (a partition was cached meanwhile), so it is looked for everywhere.
   */
  void remove(int place) {
    anywhere.remove(place);
    byNode.forEach(queue -> queue.remove(place));
  }

  /** Whether no task waits. */
  boolean isEmpty() {
    return anywhere.isEmpty() && byNode.stream().allMatch(TreeSet::isEmpty);
  }

  /** Takes a task for a node, or {@link #NOTHING}. */
  int take(Node node) {
    int place = find(node);
    if (place != NOTHING) {
      remove(place);
    }
    return place;
  }

  /** Whether there is a task for a node. */
  boolean has(Node node) {
    return find(node) != NOTHING;
  }

  private int find(Node node) {
    int place = find(byNode.get(node.number()), node);
    if (place == NOTHING) {
      place = find(anywhere, node);
    }
    for (int i = 0; i < nodes.size() && place == NOTHING; i++) {
      place = find(byNode.get(i), node);
    }
    return place;
  }

  private int find(TreeSet<Integer> queue, Node node) {
    for (int place : queue) {
      if (avoided.getOrDefault(place, NOTHING) != node.number() || isLast(node)) {
        return place;
      }
    }
    return NOTHING;
  }

  private boolean isLast(Node node) {
    return nodes.stream().noneMatch(other -> other != node && other.alive());
  }
}
