package dev.tandem.jobs;

import dev.tandem.contract.flow.Emitter;
import dev.tandem.contract.flow.GroupFn;
import dev.tandem.contract.flow.Order;
import dev.tandem.contract.flow.Orders;
import java.util.Iterator;

/**
 * The two steps by which a graph becomes a star for each component, its least node in the middle
 * (Kiveris, Lattanzi, Mirrokni, Rastogi, Vassilvitskii: "Connected Components in MapReduce and
 * Beyond", 2014). Both see a node with its neighbours in ascending order, of which they hold two,
 * however many there are. Neither joins or parts components, and both drop repeated links.
 */
final class Stars {
  /** Stands for the node in a link that only says that some node has not found its place yet. */
  static final String UNSETTLED = "";

  private static final Order<String> ORDER = Orders.text();

  private Stars() {}

  /**
   * A node and a lesser one, or twice the same node if it has no neighbour but itself.
   *
   * @param node the greater node
   * @param to the lesser one
   */
  record Link(String node, String to) {}

  /**
   * Links the greater neighbours of a node to the least of all, itself included. A node is settled
   * if it is less than all its neighbours, or has one only; where all nodes are, the links are
   * stars.
   */
  record Large() implements GroupFn<String, String, Link> {
    @Override
    public void apply(String node, Iterator<String> neighbours, Emitter<Link> out) {
      String least = node;
      String last = null;
      boolean several = false;
      while (neighbours.hasNext()) {
        String neighbour = neighbours.next();
        if (neighbour.equals(last) || neighbour.equals(node)) {
          continue;
        }
        several = last != null;
        least = several || ORDER.compare(node, neighbour) < 0 ? least : neighbour;
        if (ORDER.compare(neighbour, node) > 0) {
          out.emit(new Link(neighbour, least));
        }
        last = neighbour;
      }
      if (last == null) {
        out.emit(new Link(node, node));
      } else if (several && !least.equals(node)) {
        out.emit(new Link(UNSETTLED, node));
      }
    }
  }

  /** Links a node and its lesser neighbours, which are all that it is given, to the least. */
  record Small() implements GroupFn<String, String, Link> {
    @Override
    public void apply(String node, Iterator<String> lesser, Emitter<Link> out) {
      String least = null;
      String last = null;
      while (lesser.hasNext()) {
        String neighbour = lesser.next();
        if (neighbour.equals(last) || neighbour.equals(node)) {
          continue;
        }
        least = least == null ? neighbour : least;
        out.emit(new Link(last == null ? node : neighbour, least));
        last = neighbour;
      }
      if (last == null) {
        out.emit(new Link(node, node));
      }
    }
  }
}
