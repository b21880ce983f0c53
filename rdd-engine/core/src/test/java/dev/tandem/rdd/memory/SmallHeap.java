package dev.tandem.rdd.memory;

import dev.tandem.contract.engine.JobFailed;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunOptions;
import dev.tandem.contract.engine.Session;
import dev.tandem.contract.flow.Aggregators;
import dev.tandem.contract.flow.FlowPipeline;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.rdd.RddEngine;
import dev.tandem.testkit.probe.Numbers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Runs each operator on ten times as much data as it may hold, in a process with little heap, and
 * prints a line for each: its answer, and whether something was spilled; then how far the live heap
 * and the resident memory went beyond where they stood before the first one.
 */
final class SmallHeap {
  /** Bytes that the engine may use. */
  static final long BUDGET = 8 << 20;

  /** The same where all is eight times as large. */
  static final long LARGE_BUDGET = 64 << 20;

  /** Records of one input: with their objects some 80 MB. */
  static final int RECORDS = 600_000;

  private static final int SPLITS = 8;

  /** What is run: the answer is one number. */
  interface Operator {
    long run(Pipeline p);
  }

  private SmallHeap() {}

  /** Records of one input where the budget is eight times as large: some 160 MB. */
  static final int MANY_RECORDS = 1_200_000;

  private static KeyedBag<String, String> pairs(Pipeline p, long keys, int records) {
    return p.read(Numbers.of(SPLITS, records / SPLITS))
        .mapToPair(
            String.class,
            String.class,
            (n, out) ->
                out.emit("a key of some length " + n % keys, "a value of some length " + n));
  }

  static Map<String, Operator> operators() {
    Map<String, Operator> all = new TreeMap<>();
    all.put(
        "aggregate",
        p -> pairs(p, RECORDS, RECORDS).groupByKey().aggregate(Aggregators.count()).count());
    all.put("sort", p -> pairs(p, RECORDS, RECORDS).keys().sort(Orders.text()).count());
    all.put("group", p -> sizes(pairs(p, 1000, RECORDS)));
    all.put("groupOneKey", p -> sizes(pairs(p, 1, RECORDS)));
    all.put(
        "reduceOneKey",
        p -> pairs(p, 1, RECORDS).reduceByKey((a, b) -> a.compareTo(b) > 0 ? a : b).count());
    all.put("join", p -> pairs(p, RECORDS, RECORDS).join(pairs(p, RECORDS, RECORDS)).count());
    all.put("joinOneKeyRight", p -> pairs(p, 1, 8).join(pairs(p, 1, RECORDS)).count());
    all.put("joinOneKeyLeft", p -> pairs(p, 1, RECORDS).join(pairs(p, 1, 8)).count());
    all.put("keep", SmallHeap::kept);
    return all;
  }

  /** The same with more data, for a larger budget: what grows with the budget shows. */
  static Map<String, Operator> larger() {
    int all = MANY_RECORDS;
    return new TreeMap<>(
        Map.of(
            "aggregate",
            p -> pairs(p, all, all).groupByKey().aggregate(Aggregators.count()).count(),
            "sort",
            p -> pairs(p, all, all).keys().sort(Orders.text()).count(),
            "group",
            p -> sizes(pairs(p, 1000, all))));
  }

  private static long sizes(KeyedBag<String, String> pairs) {
    return pairs
        .groupByKey()
        .flatMapValues(
            Long.class,
            (key, values, out) -> {
              long n = 0;
              for (; values.hasNext(); values.next()) {
                n++;
              }
              out.emit(n);
            })
        .values()
        .aggregate(Aggregators.sumLong())
        .collect()
        .get(0);
  }

  private static long kept(Pipeline p) {
    var texts =
        p.read(Numbers.of(SPLITS, RECORDS / SPLITS)).map(n -> "a text of some length " + n).reuse();
    texts.count();
    return texts.count();
  }

  public static void main(String[] args) throws Exception {
    boolean large = args.length > 1;
    long budget = large ? LARGE_BUDGET : BUDGET;
    RunOptions options =
        RunOptions.defaults()
            .withMemory(budget)
            .withNodes(1, 2)
            .withPartitions(4)
            .withScratch(args[0]);
    run("warm", options, p -> (long) p.read(Numbers.of(2, 10)).collect().size());
    long before = resident("VmRSS");
    try (LiveHeap heap = new LiveHeap()) {
      Map<String, Operator> all = large ? larger() : operators();
      for (Map.Entry<String, Operator> operator : all.entrySet()) {
        System.out.println(run(operator.getKey(), options, operator.getValue()));
      }
      System.out.println("peak of the live heap = " + heap.peak());
    }
    System.out.println(
        "peak resident less baseline: "
            + (resident("VmHWM") - before) / 1024
            + " MB, budget "
            + (budget >> 20)
            + " MB");
  }

  private static String run(String name, RunOptions options, Operator operator) {
    try (Session session = new RddEngine().open(name, options)) {
      String answer;
      try {
        answer = String.valueOf(operator.run(new FlowPipeline(session, options)));
      } catch (JobFailed e) {
        answer = e.getMessage();
      }
      long spilled = session.report().get(Measure.SPILLED_RECORDS);
      return name + " = " + answer + "; spilled " + (spilled > 0);
    }
  }

  /** Kilobytes as Linux counts them; 0 elsewhere. */
  private static long resident(String figure) throws java.io.IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(figure))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
