package dev.tandem.cli.docs;

import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.job.Job;
import dev.tandem.datasets.DatasetCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sections of a Markdown page that are made from the code: all between {@code <!-- generated:jobs
 * -->} and {@code <!-- /generated -->}.
 */
public final class GeneratedSections {
  private static final String END = "<!-- /generated -->";

  private GeneratedSections() {}

  /**
   * The page with its generated sections made anew.
   *
   * @param jobs to list
   * @param engines to list
   * @throws IllegalArgumentException if a section has no end or an unknown name
   */
  public static String update(String page, List<Job> jobs, List<Engine> engines) {
    StringBuilder updated = new StringBuilder();
    int at = 0;
    Map<String, String> sections = sections(jobs, engines);
    while (true) {
      int start = page.indexOf("<!-- generated:", at);
      if (start < 0) {
        return updated.append(page.substring(at)).toString();
      }
      int nameEnd = page.indexOf(" -->", start);
      int end = page.indexOf(END, start);
      if (nameEnd < 0 || end < nameEnd) {
        throw new IllegalArgumentException(
            "a generated section has no end: "
                + page.lines().filter(line -> line.contains("generated:")).toList());
      }
      String name = page.substring(start + "<!-- generated:".length(), nameEnd);
      if (!sections.containsKey(name)) {
        throw new IllegalArgumentException(
            "no generated section '"
                + name
                + "'; there are: "
                + String.join(", ", sections.keySet()));
      }
      updated
          .append(page, at, nameEnd + " -->".length())
          .append('\n')
          .append(sections.get(name))
          .append(END);
      at = end + END.length();
    }
  }

  private static Map<String, String> sections(List<Job> jobs, List<Engine> engines) {
    Map<String, String> sections = new LinkedHashMap<>();
    sections.put("jobs", Lists.jobs(jobs).markdown());
    sections.put("engines", Lists.engines(engines).markdown());
    sections.put("peers", Lists.peers().markdown());
    sections.put("switches", Lists.switches().markdown());
    sections.put("datasets", Lists.datasets(DatasetCatalog.all()).markdown());
    sections.put("measures", Lists.measures().markdown());
    return sections;
  }
}
