package dev.tandem.jobs;

import dev.tandem.contract.flow.GroupFn;
import dev.tandem.contract.flow.Grouping;
import dev.tandem.contract.flow.KeyedBag;
import dev.tandem.contract.flow.Orders;
import dev.tandem.contract.flow.Pipeline;
import dev.tandem.contract.job.Job;
import dev.tandem.contract.job.JobArgs;
import dev.tandem.contract.job.Param;
import dev.tandem.formats.TextSink;
import java.util.List;

/**
 * Node TAB the least node of its component, by alternating large-star and small-star steps ({@link
 * Stars}) until nothing moves: some log(n) rounds, also where the graph is one long chain.
 */
public final class ConnectedComponents implements Job {
  private static final Param<String> SEPARATOR = Separator.param();
  private static final Param<List<Integer>> COLUMNS =
      Params.columns("columns", "0,1", "the columns of an edge's two nodes");

  @Override
  public String name() {
    return "connected-components";
  }

  @Override
  public String describe() {
    return "names each node of a graph after the least one that can be reached";
  }

  @Override
  public List<Param<?>> params() {
    return List.of(SEPARATOR, COLUMNS);
  }

  @Override
  public void define(Pipeline p, JobArgs args) {
    KeyedBag<String, String> stars = largeStars(edges(p, args));
    boolean moved = !settled(stars);
    while (moved) {
      KeyedBag<String, String> next = largeStars(smallStars(stars));
      moved = !settled(next);
      stars.release();
      stars = next;
    }
    stars
        .mapToPair(
            String.class,
            String.class,
            (link, out) -> {
              out.emit(link.first(), link.second());
              out.emit(link.second(), link.second());
            })
        .named("members")
        .reduceByKey((a, b) -> Orders.text().compare(a, b) < 0 ? a : b)
        .named("least")
        .mapToPair(
            String.class,
            String.class,
            (member, out) ->
                out.emit(NodeKeys.decode(member.first()), NodeKeys.decode(member.second())))
        .named("components")
        .write(TextSink.to(args.output()));
  }

  private static KeyedBag<String, String> edges(Pipeline p, JobArgs args) {
    List<Integer> columns = Params.checkCount("columns", args.get(COLUMNS), 2, 2);
    return p.read(Separator.uncommented(args.get(SEPARATOR), args.inputs()).columns(columns))
        .named("lines")
        .mapToPair(
            String.class,
            String.class,
            (edge, out) -> out.emit(NodeKeys.encode(edge.get(0)), NodeKeys.encode(edge.get(1))))
        .named("edges");
  }

  /** Takes links in either direction. */
  private static KeyedBag<String, String> largeStars(KeyedBag<String, String> links) {
    KeyedBag<String, String> bothWays =
        links
            .mapToPair(
                String.class,
                String.class,
                (link, out) -> {
                  out.emit(link.first(), link.second());
                  out.emit(link.second(), link.first());
                })
            .named("neighbours");
    return stars(bothWays, new Stars.Large()).named("large stars").reuse();
  }

  /** Takes links from a node to a lesser one. */
  private static KeyedBag<String, String> smallStars(KeyedBag<String, String> links) {
    KeyedBag<String, String> downward =
        links.filter(link -> !link.first().equals(Stars.UNSETTLED)).named("downward");
    return stars(downward, new Stars.Small()).named("small stars");
  }

  private static KeyedBag<String, String> stars(
      KeyedBag<String, String> links, GroupFn<String, String, Stars.Link> step) {
    return links
        .groupByKey(Grouping.<String, String>any().sortValues(Orders.text()))
        .flatMap(Stars.Link.class, step)
        .named("links")
        .mapToPair(String.class, String.class, (link, out) -> out.emit(link.node(), link.to()));
  }

  private static boolean settled(KeyedBag<String, String> stars) {
    return stars.filter(link -> link.first().equals(Stars.UNSETTLED)).named("unsettled").count()
        == 0;
  }
}
