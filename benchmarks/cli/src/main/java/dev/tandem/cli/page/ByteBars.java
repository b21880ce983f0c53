package dev.tandem.cli.page;

import static dev.tandem.cli.page.Markup.at;

import dev.tandem.cli.text.Human;
import dev.tandem.contract.engine.Measure;
import dev.tandem.contract.engine.RunReport;
import java.util.ArrayList;
import java.util.List;

/** Draws where every byte went: one bar for each place and engine, all on one scale. */
final class ByteBars {
  private record Place(String name, Measure measure, Icons.Icon icon) {}

  private static final List<Place> PLACES =
      List.of(
          new Place("read from the input", Measure.INPUT_BYTES, Icons.Icon.FILE),
          new Place("shuffled as bytes", Measure.SHUFFLE_BYTES, Icons.Icon.SHUFFLE),
          new Place(
              "shuffled as references (estimate)", Measure.SHUFFLE_HEAP_BYTES, Icons.Icon.SHUFFLE),
          new Place("spilled to disk", Measure.SPILLED_BYTES, Icons.Icon.DISK),
          new Place("written to files between rounds", Measure.MATERIALIZED_BYTES, Icons.Icon.DISK),
          new Place("read back from these files", Measure.REREAD_BYTES, Icons.Icon.DISK),
          new Place("kept in memory (estimate)", Measure.CACHED_BYTES, Icons.Icon.MEMORY),
          new Place("written as the answer", Measure.OUTPUT_BYTES, Icons.Icon.FILE));

  private ByteBars() {}

  /** Whether there is a bar to draw: an empty input leaves none. */
  static boolean hasBytes(List<RunReport> runs) {
    return PLACES.stream().anyMatch(place -> most(runs, place) > 0);
  }

  static void draw(Markup page, List<RunReport> runs) {
    long most = 1;
    for (Place place : PLACES) {
      most = Math.max(most, most(runs, place));
    }
    List<String> none = new ArrayList<>();
    page.open("div", "class", "bars");
    for (Place place : PLACES) {
      if (most(runs, place) == 0) {
        none.add(place.name());
      } else {
        place(page, place, runs, most);
      }
    }
    page.close();
    if (!none.isEmpty()) {
      page.element(
          "p",
          "No bytes on any engine that can tell: " + String.join("; ", none) + ".",
          "class",
          "note");
    }
  }

  private static long most(List<RunReport> runs, Place place) {
    return runs.stream().mapToLong(run -> run.get(place.measure())).max().orElse(0);
  }

  private static void place(Markup page, Place place, List<RunReport> runs, long most) {
    page.open("div", "class", "place on-" + place.icon().label());
    page.open("p");
    Icons.draw(page, place.icon());
    page.text(place.name()).close();
    page.open("div");
    for (RunReport run : runs) {
      long bytes = run.get(place.measure());
      String amount = run.observes(place.measure()) ? Human.bytes(bytes) : Human.UNKNOWN;
      double share = bytes == 0 ? 0 : Math.max(0.4, 100.0 * bytes / most);
      page.open("div", "class", "bar-row " + Page.hue(run))
          .element("span", run.engine(), "class", "who");
      page.open(
              "svg",
              "class",
              "bar",
              "viewBox",
              "0 0 100 1",
              "preserveAspectRatio",
              "none",
              "role",
              "img",
              "aria-label",
              run.engine() + " " + place.name() + ": " + amount)
          .empty("rect", "class", "rail", "width", "100", "height", "1")
          .empty("rect", "class", "fill", "width", at(share), "height", "1")
          .close();
      page.element("span", amount, "class", "value").close();
    }
    page.close().close().line();
  }
}
