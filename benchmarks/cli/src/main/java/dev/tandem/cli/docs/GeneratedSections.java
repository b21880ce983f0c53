package dev.tandem.cli.docs;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.job.JobCatalog;
import dev.tandem.datasets.DatasetCatalog;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sections of a Markdown page that are made from the code: all between {@code <!-- generated:jobs -->} and {@code <!-- /generated -->}.
 */
public final class GeneratedSections {
  private static final String END = "<!-- /generated -->";

  private GeneratedSections() {}

  /**
   * The page with its generated sections made anew.
   *
   * @throws IllegalArgumentException if a section has no end or an unknown name
   */
  public static String update(String page) {
    StringBuilder updated = new StringBuilder();
    int at = 0;
    Map<String, String> sections = sections();
    while (true) {
      int start = page.indexOf("<!-- generated:", at);
      if (start < 0) {
        return updated.append(page.substring(at)).toString();
      }
      int nameEnd = page.indexOf(" -->", start);
      int end = page.indexOf(END, start);
      if (nameEnd < 0 || end < nameEnd) {
        throw new IllegalArgumentException("a generated section has no end: " + page.lines().filter(line -> line.contains("generated:")).toList());
      }
      String name = page.substring(start + "<!-- generated:".length(), nameEnd);
      if (!sections.containsKey(name)) {
        throw new IllegalArgumentException("no generated section '" + name + "'; there are: " + String.join(", ", sections.keySet()));
      }
      updated.append(page, at, nameEnd + " -->".length()).append('\n').append(sections.get(name)).append(END);
      at = end + END.length();
    }
  }

  private static Map<String, String> sections() {
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put("jobs", Lists.jobs(JobCatalog.of(GeneratedSections.class.getClassLoader()).jobs()).markdown());
    sections.put("engines", Lists.engines(Tandem.engines()).markdown());
    sections.put("datasets", Lists.datasets(DatasetCatalog.all()).markdown());
    return sections;
  }
}
