package dev.tandem.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Makes job jars as users do: compiles, lists the job as a service, packs. */
final class Jars {
  static final String SERVICE = "META-INF/services/dev.tandem.contract.job.Job";

  private Jars() {}

  /** A jar with one class and a service file. */
  static Path compile(Path folder, String type, String source, String service) throws IOException {
    Path sources = Files.createDirectories(folder.resolve("src"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path file = Files.writeString(sources.resolve(type + ".java"), source);
    List<String> arguments =
        List.of(
            "-proc:none",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            classes.toString(),
            file.toString());
    if (ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new))
        != 0) {
      throw new IllegalStateException("does not compile: " + source);
    }
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (Stream<Path> compiled = Files.list(classes)) {
      for (Path each : new ArrayList<>(compiled.toList())) {
        entries.put(each.getFileName().toString(), Files.readAllBytes(each));
      }
    }
    if (service != null) {
      entries.put(SERVICE, service.getBytes(StandardCharsets.UTF_8));
    }
    return pack(folder.resolve(type + ".jar"), entries);
  }

  static Path pack(Path jar, Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new JarEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return jar;
  }

  /**
   * A job named {@code mine}; {@code body} is what its function does with {@code line} and {@code
   * out}.
   */
  static String job(String type, String body) {
    return """
        import dev.tandem.contract.flow.*;
        import dev.tandem.contract.job.*;
        import dev.tandem.formats.*;
        public class TYPE implements Job {
          public String name() { return "mine"; }
          public void define(Pipeline p, JobArgs args) {
            p.read(TextLines.of(args.inputs()))
                .flatMap(String.class, (line, out) -> { BODY })
                .named("shout").write(TextSink.to(args.output()));
          }
        }
        """
        .replace("TYPE", type)
        .replace("BODY", body);
  }
}
