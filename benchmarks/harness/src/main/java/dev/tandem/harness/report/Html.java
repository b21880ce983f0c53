package dev.tandem.harness.report;

import com.google.common.html.HtmlEscapers;
import dev.tandem.harness.BenchReport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A benchmark as one HTML file: it opens from disk and its policy lets it load nothing. Data stands
 * in it as JSON that no parser takes for markup, and its script makes text of it, never markup.
 * Without scripts it shows the benchmark as Markdown.
 */
public final class Html {
  private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/";
  private static final List<String> SCRIPTS =
      List.of("base.js", "chart.js", "ratios.js", "times.js", "stacks.js", "scaling.js", "page.js");
  private static final Pattern HOLE = Pattern.compile("\\{\\{([a-z]+)}}");

  private Html() {}

  /** Writes the page of a benchmark; the file's folder is made if it is missing. */
  public static void write(BenchReport report, Path file) throws IOException {
    write(report, null, file);
  }

  /**
   * Writes the page of a benchmark.
   *
   * @param against its comparison with an older one; null for none
   */
  public static void write(BenchReport report, Against against, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    // Not Files.writeString, which refuses half a surrogate pair; here it becomes a question mark.
    Files.write(file, render(report, against).getBytes(StandardCharsets.UTF_8));
  }

  static String render(BenchReport report, Against against) {
    String sheet = resource("report.css");
    String library =
        "/*\n" + resource(D3 + "LICENSE") + "*/\n" + script(resource(D3 + "dist/d3.min.js"));
    String script =
        SCRIPTS.stream()
            .map(Html::resource)
            .collect(Collectors.joining("\n", "\"use strict\";\n(() => {\n", "})();\n"));
    String policy =
        "default-src 'none'; script-src %s %s; style-src %s; base-uri 'none'; form-action 'none'"
            .formatted(hash(library), hash(script), hash(sheet));
    return fill(
        resource("report.html"),
        Map.of(
            "policy", policy,
            "title", escape("Tandem benchmark " + report.profile() + ", " + report.started()),
            "sheet", sheet,
            "markdown", escape(Markdown.print(report)),
            "data", PageData.of(report, against).toJson(),
            "library", library,
            "script", script));
  }

  private static String escape(String text) {
    return HtmlEscapers.htmlEscaper().escape(text);
  }

  /** A library's script with nothing in it that would end the element around it. */
  private static String script(String library) {
    return library.replace("</script", "<\\/script").replace("<!--", "<\\!--");
  }

  /** In one pass, so that what is filled in is not searched for holes. */
  private static String fill(String page, Map<String, String> parts) {
    return HOLE.matcher(page)
        .replaceAll(hole -> Matcher.quoteReplacement(parts.get(hole.group(1))));
  }

  private static String hash(String content) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = Html.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the class path lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
