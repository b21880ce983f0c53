package dev.tandem.rdd.store;

import dev.tandem.cluster.Node;
import dev.tandem.contract.io.EncodedKey;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The groups in files that records on the heap may refer to, also deep inside of them: all that
 * their task has spilled or found in what it has read. Groups that nothing refers to are forgotten.
 */
public record SpilledGroups(List<WeakReference<SpilledGroup>> groups) {
  /** None. */
  public static final SpilledGroups NONE = new SpilledGroups(List.of());

  /** Copies the list, but for those that are gone: else each step would hand on all before it. */
  public SpilledGroups {
    groups = groups.stream().filter(group -> group.get() != null).toList();
  }

  /**
   * What values refer to of what their task has met: all, or none if none of the values can refer
   * to a group. They are looked at only where there are groups.
   */
  public SpilledGroups in(Stream<Object> values) {
    return groups.isEmpty() || values.noneMatch(SpilledGroups::mayRefer) ? NONE : this;
  }

  /** A list may be a group, and what a user's object refers to nobody knows. */
  private static boolean mayRefer(Object value) {
    return !PlainValues.isPlain(value)
        && !(value instanceof EncodedKey)
        && !(value.getClass().isArray() && value.getClass().getComponentType().isPrimitive());
  }

  private Stream<SpilledGroup> reachable() {
    return groups.stream().map(WeakReference::get).filter(Objects::nonNull);
  }

  /** Whether all of them can be read, as far as is known. */
  public boolean readable() {
    return reachable().allMatch(SpilledGroup::readable);
  }

  /**
   * Gives a node copies of all.
   *
   * @throws IOException if one cannot be copied
   */
  void copyTo(Node node) throws IOException {
    for (SpilledGroup group : reachable().toList()) {
      group.copyTo(node);
    }
  }
}
