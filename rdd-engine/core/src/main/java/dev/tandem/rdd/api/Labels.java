package dev.tandem.rdd.api;

import dev.tandem.contract.plan.Operation;
import dev.tandem.rdd.lineage.CoGroupedRdd;
import dev.tandem.rdd.lineage.GroupingRdd;
import dev.tandem.rdd.lineage.RddNode;
import dev.tandem.rdd.lineage.SourceRdd;
import dev.tandem.rdd.lineage.UnionRdd;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * What users see of the lineage: the RDDs that Spark would have for the same program, with their
 * kinds, numbers and call sites. A node without a label is a part of how this engine computes the
 * one behind it; a node may also stand for several of Spark's RDDs, each made from the next.
 *
 * <p>THREADING: safe.
 */
final class Labels {
  private static final String MAPPED = "MapPartitionsRDD";

  /** Of the two RDDs of whole files Spark names one only. */
  private static final String NAMELESS = "WholeTextFileRDD";

  /** Nodes whose kind their class does not tell, or that stand for several RDDs, last first. */
  private static final Map<String, List<String>> BY_VERB =
      Map.ofEntries(
          Map.entry("textFile", List.of(MAPPED, "HadoopRDD")),
          Map.entry("wholeTextFiles", List.of(MAPPED, NAMELESS)),
          Map.entry("binaryFiles", List.of("BinaryFileRDD")),
          Map.entry("parallelizePairs", List.of("ParallelCollectionRDD")),
          Map.entry("emptyRDD", List.of("EmptyRDD")),
          Map.entry("range", List.of(MAPPED, "ParallelCollectionRDD")),
          Map.entry("binaryRecords", List.of(MAPPED, "NewHadoopRDD")),
          Map.entry("sequenceFile", List.of("HadoopRDD")),
          Map.entry("objectFile", List.of(MAPPED, MAPPED, "HadoopRDD")),
          Map.entry("sample", List.of("PartitionwiseSampledRDD")),
          Map.entry("coalesce", List.of("CoalescedRDD")),
          Map.entry("repartition", List.of(MAPPED, "CoalescedRDD")),
          Map.entry("coalesce with shuffle", List.of(MAPPED, "CoalescedRDD")),
          Map.entry("cartesian", List.of("CartesianRDD")),
          Map.entry("zip", List.of("ZippedPartitionsRDD2")),
          Map.entry("zipPartitions", List.of("ZippedPartitionsRDD2")),
          Map.entry("zipWithIndex", List.of("ZippedWithIndexRDD")),
          Map.entry("pipe", List.of("PipedRDD")),
          Map.entry("union of placed alike", List.of("PartitionerAwareUnionRDD")),
          Map.entry("join", List.of(MAPPED, MAPPED)),
          Map.entry("leftOuterJoin", List.of(MAPPED, MAPPED, MAPPED)),
          Map.entry("rightOuterJoin", List.of(MAPPED, MAPPED, MAPPED)),
          Map.entry("fullOuterJoin", List.of(MAPPED, MAPPED, MAPPED)),
          Map.entry("cogroup", List.of(MAPPED, MAPPED)),
          Map.entry("subtractByKey", List.of("SubtractedRDD")));

  private static final Set<String> SORTS =
      Set.of("sortByKey", "repartitionAndSortWithinPartitions");

  /**
   * One RDD as users know it.
   *
   * @param id its number: from 0, in the order of definition
   * @param kind Spark's name of its class
   */
  record Shown(int id, String kind) {}

  /** What users know of a node. */
  static final class Label {
    private final List<Shown> rdds;
    private final CallSite site;
    private volatile String name;

    private Label(List<Shown> rdds, CallSite site) {
      this.rdds = rdds;
      this.site = site;
    }

    /** The RDDs that the node stands for, the last one first. */
    List<Shown> rdds() {
      return rdds;
    }

    /** The number of the last one. */
    int id() {
      return rdds.get(0).id();
    }

    CallSite site() {
      return site;
    }

    /** What the user calls it, or null. */
    String name() {
      return name;
    }

    void rename(String other) {
      name = other;
    }

    /** The last one, as {@link #describe(Shown)} says it. */
    String describe() {
      return describe(rdds.get(0));
    }

    /** {@code words MapPartitionsRDD[3] at map at WordCount.java:12}. */
    String describe(Shown rdd) {
      String prefix = name == null || rdd.kind().equals(NAMELESS) ? "" : name + " ";
      return prefix + rdd.kind() + "[" + rdd.id() + "] at " + site.shortForm();
    }
  }

  private final Map<RddNode, Label> labels = new WeakHashMap<>();
  private int nextId;

  /** The label of a node, or null if users do not see it. */
  synchronized Label of(RddNode node) {
    return labels.get(node);
  }

  /** Makes a node visible, as what it is by its class and its verb. */
  synchronized Label show(RddNode node) {
    Label known = labels.get(node);
    if (known != null) {
      return known;
    }
    boolean grouped =
        node.parents().size() == 1
            && node.parents().get(0) instanceof GroupingRdd
            && !isCombined(node)
            && !node.name().equals("subtractByKey");
    if (grouped) {
      show(node.parents().get(0));
    }
    return put(node, kinds(node));
  }

  /**
   * Leaves out numbers that Spark gives to RDDs which users never see.
   *
   * @return the first of them
   */
  synchronized int leaveOut(int rdds) {
    int first = nextId;
    nextId += rdds;
    return first;
  }

  /** Makes a node visible as one RDD of a kind. */
  synchronized Label show(RddNode node, String kind) {
    Label known = labels.get(node);
    return known == null ? put(node, List.of(kind)) : known;
  }

  private Label put(RddNode node, List<String> kinds) {
    int first = nextId;
    nextId += kinds.size();
    List<Shown> rdds =
        java.util.stream.IntStream.range(0, kinds.size())
            .mapToObj(i -> new Shown(first + kinds.size() - 1 - i, kinds.get(i)))
            .toList();
    Label label = new Label(rdds, CallSite.here());
    labels.put(node, label);
    return label;
  }

  private static List<String> kinds(RddNode node) {
    List<String> named = BY_VERB.get(node.name());
    if (node instanceof CoGroupedRdd) {
      return List.of("CoGroupedRDD");
    } else if (node instanceof GroupingRdd grouping) {
      return List.of(shuffledOrNot(grouping));
    } else if (isCombined(node)) {
      return List.of(shuffledOrNot((GroupingRdd) node.parents().get(0)));
    } else if (named != null) {
      return named;
    } else if (node instanceof UnionRdd) {
      return List.of("UnionRDD");
    }
    return List.of(node instanceof SourceRdd ? "ParallelCollectionRDD" : MAPPED);
  }

  /** Whether a node finishes what a shuffle has combined or sorted: both are one RDD. */
  private static boolean isCombined(RddNode node) {
    return node.operation() instanceof Operation.CombineValues
        || SORTS.contains(node.name())
            && node.parents().size() == 1
            && node.parents().get(0) instanceof GroupingRdd;
  }

  private static String shuffledOrNot(GroupingRdd grouping) {
    return grouping.shuffles().isEmpty() ? MAPPED : "ShuffledRDD";
  }
}
