package dev.tandem.cli.page;

import dev.tandem.contract.engine.Explanation.Kind;
import dev.tandem.contract.engine.Explanation.Line;
import java.util.Locale;

/** Small drawings: a file, a disk, memory, a step, a shuffle. */
final class Icons {
  private Icons() {}

  /** What a line of a plan is about. */
  enum Icon {
    FILE("file", "M5 2h9l5 5v15H5z M14 2v5h5"),
    DISK("disk", "M4 6c0-5 16-5 16 0v12c0 5-16 5-16 0z M4 6c0 5 16 5 16 0 M4 12c0 5 16 5 16 0"),
    MEMORY(
        "memory",
        "M6 6h12v12H6z M9.5 9.500h5v5h-5z M9 2v4 M15 2v4 M9 18v4 M15 18v4 M2 9h4 M2 15h4 M18 9h4 M18 15h4"),
    STEP("step", "M4 12h13 M12 6l6 6-6 6"),
    SHUFFLE("shuffle", "M3 5h4l10 14h4 M18 16l3 3-3 3 M3 19h4l10-14h4 M18 2l3 3-3 3");

    private final String label;
    private final String path;

    Icon(String label, String path) {
      this.label = label;
      this.path = path;
    }

    String label() {
      return label;
    }
  }

  /** The drawing for a line. Engines say in words whether they keep data in memory or in files. */
  static Icon of(Line line) {
    String words = (line.text() + " " + line.why()).toLowerCase(Locale.ROOT);
    boolean shuffled = line.kind() == Kind.REREAD && words.contains("shuffled");
    boolean memory = words.matches("(?s).*\\b(memory|cached?)\\b.*");
    Icon kept = shuffled ? Icon.SHUFFLE : memory ? Icon.MEMORY : Icon.DISK;
    return switch (line.kind()) {
      case READ, WRITE -> Icon.FILE;
      case REREAD, KEEP -> kept;
      case STEP, LINEAGE -> Icon.STEP;
      case SHUFFLE -> Icon.SHUFFLE;
    };
  }

  /** The word for a kind of line. */
  static String word(Kind kind) {
    return switch (kind) {
      case READ -> "read";
      case REREAD -> "read again";
      case STEP -> "step";
      case SHUFFLE -> "shuffle";
      case KEEP -> "keep";
      case WRITE -> "write";
      case LINEAGE -> "lineage";
    };
  }

  /** Draws an icon; the text beside it says what it means, so readers for the blind skip it. */
  static void draw(Markup page, Icon icon) {
    page.open("svg", "class", "icon", "viewBox", "0 0 24 24", "aria-hidden", "true")
        .empty("path", "d", icon.path)
        .close();
  }
}
