package dev.tandem.contract.plan;

/**
 * A broadcast as the plan knows it: an edge from the driver into a {@link Operation.ParallelDo}.
 *
 * @param id unique in a pipeline
 * @param encoded the value in the dynamic codec ({@code Codecs.dynamic()})
 */
public record SideInput(int id, byte[] encoded) {
  @Override
  public boolean equals(Object other) {
    return other instanceof SideInput that && id == that.id;
  }

  @Override
  public int hashCode() {
    return id;
  }

  @Override
  public String toString() {
    return "broadcast " + id + " (" + encoded.length + " bytes)";
  }
}
