package dev.tandem.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs by hand in the README compile and give what they say. */
class ReadmeTest {
  private static final Pattern BLOCK =
      Pattern.compile("(?s)## Each model by hand.*?```java\n(.*?)```");
  private static final String SECOND = "// from dev.tandem.rdd.api";

  private String code;

  @TempDir Path folder;

  @BeforeEach
  void read() throws IOException {
    Path readme = Path.of("../../README.md");
    assumeTrue(Files.exists(readme), "not beside the documentation");
    Matcher block = BLOCK.matcher(Files.readString(readme));
    assertThat(block.find()).isTrue();
    code = block.group(1);
    Files.writeString(folder.resolve("book.txt"), "to be or not to be\n");
  }

  /** Runs statements with the paths of the README in the test's folder. */
  private void run(String name, String imports, String statements) throws Exception {
    String program = statements;
    for (String path : List.of("book.txt", "counts", "same-counts")) {
      program = program.replace('"' + path + '"', '"' + folder.resolve(path).toString() + '"');
    }
    Path source = folder.resolve(name + ".java");
    Files.writeString(
        source,
        imports
            + "public class "
            + name
            + " { public static void run() throws Exception {\n"
            + program
            + "\n} }\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                problems,
                null,
                null,
                List.of("-d", folder.toString(), "-proc:none"),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    assertThat(compiled).as(problems.toString()).isTrue();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      Method run = loader.loadClass(name).getMethod("run");
      run.invoke(null);
    }
  }

  @Test
  void theProgramOfMapReduceCountsWords() throws Exception {
    run(
        "ByHand",
        "import dev.tandem.mapreduce.api.*; import dev.tandem.mapreduce.api.lib.*;\n",
        code.substring(0, code.indexOf(SECOND)));
    assertThat(folder.resolve("counts/part-r-00000")).hasContent("be\t2\nnot\t1\nor\t1\nto\t2");
  }

  @Test
  void theProgramOfRddsCountsTheSame() throws Exception {
    run(
        "ByHandToo",
        "import dev.tandem.rdd.api.*; import dev.tandem.contract.engine.RunOptions;"
            + " import dev.tandem.contract.flow.Pair; import java.util.List;\n",
        code.substring(code.indexOf(SECOND)));
    StringBuilder lines = new StringBuilder();
    try (var parts = Files.newDirectoryStream(folder.resolve("same-counts"), "part-*")) {
      for (Path part : parts) {
        lines.append(Files.readString(part));
      }
    }
    assertThat(lines.toString().lines())
        .hasSize(4)
        .anyMatch(line -> line.matches("\\W*be\\W+2\\W*"));
  }
}
