package dev.tandem.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tandem.contract.Tandem;
import dev.tandem.contract.engine.Engine;
import dev.tandem.contract.job.JobCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeneratedSectionsTest {
  private static String update(String page) {
    List<Engine> engines =
        Tandem.engines().stream().filter(engine -> !engine.name().startsWith("fake")).toList();
    return GeneratedSections.update(
        page, JobCatalog.of(GeneratedSections.class.getClassLoader()).jobs(), engines);
  }

  @Test
  void theReadmeIsUpToDate() throws Exception {
    Path readme = Path.of("../../README.md");
    assumeTrue(Files.exists(readme), "there is no README.md beside this module's sources");
    String page = Files.readString(readme);
    assertThat(page).as("run ./tandem docs --write").isEqualTo(update(page));
  }

  @Test
  void replacesWhatIsBetweenTheMarks() {
    String page = "# x\n<!-- generated:jobs -->\nold\n<!-- /generated -->\nrest";
    String updated = update(page);
    assertThat(updated)
        .startsWith("# x\n<!-- generated:jobs -->\n| job |")
        .contains("| wordcount |")
        .endsWith("|\n<!-- /generated -->\nrest");
    assertThat(update(updated)).isEqualTo(updated);
    assertThat(update("no marks")).isEqualTo("no marks");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> update("<!-- generated:jobs -->")).hasMessageContaining("no end");
    assertThatThrownBy(() -> update("<!-- generated:x -->\n<!-- /generated -->"))
        .hasMessageContaining("no generated section 'x'");
  }
}
