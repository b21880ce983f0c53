package dev.tandem.architecture;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.tandem.contract.plan.Closure;
import dev.tandem.contract.plan.Shipment;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The picture of the modules in the README, as rules. This module sees all of them. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tandem");

  /** The engines and what both are made of. */
  private static final Pattern ENGINES =
      Pattern.compile("dev\\.tandem\\.(contract|formats|cluster|mapreduce|rdd)\\b");

  private static final Pattern WALL_CLOCKS =
      Pattern.compile(
          "java\\.(lang\\.System\\.currentTimeMillis|time\\.\\w+\\.now|time\\.Clock\\.system"
              + "|util\\.Date\\.<init>\\(\\)|util\\.Calendar\\.getInstance)");

  @Test
  void everyModuleIsSeen() {
    assertThat(modules())
        .contains(
            "contract",
            "formats",
            "cluster",
            "testkit",
            "mapreduce",
            "rdd",
            "datasets",
            "jobs",
            "harness",
            "cli");
  }

  private static Set<String> modules() {
    return ALL.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith("dev.tandem."))
        .map(name -> name.split("\\.")[2])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theContractNeedsTheJdkOnly() {
    check(
        classes()
            .that()
            .resideInAPackage("dev.tandem.contract..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "dev.tandem.contract.."));
  }

  /** A module, and the modules of ours that it may use. */
  @ParameterizedTest
  @CsvSource({
    "contract, ''",
    "formats, contract",
    "cluster, contract",
    "testkit, contract formats",
    "mapreduce, contract formats cluster",
    "rdd, contract formats cluster",
    "datasets, contract",
    "jobs, contract formats",
    "harness, contract formats testkit mapreduce rdd datasets jobs",
  })
  void dependenciesPointInOneDirection(String module, String allowed) {
    Set<String> forbidden = modules();
    forbidden.remove(module);
    forbidden.removeAll(List.of(allowed.split(" ")));
    String[] packages =
        forbidden.stream().map(name -> "dev.tandem." + name + "..").toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage("dev.tandem." + module + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(packages));
  }

  @Test
  void theTwoCoresHaveTheSamePackagesButForLineage() {
    Set<String> mapReduce = packagesOf("dev.tandem.mapreduce");
    Set<String> rdd = packagesOf("dev.tandem.rdd");
    assertThat(mapReduce).contains("plan", "run", "shuffle", "store", "recover", "explain");
    assertThat(rdd).contains("lineage");
    rdd.remove("lineage");
    assertThat(rdd).isEqualTo(mapReduce);
  }

  private static Set<String> packagesOf(String core) {
    return ALL.stream()
        .map(JavaClass::getPackageName)
        .filter(name -> name.startsWith(core + "."))
        .map(name -> name.substring(core.length() + 1).split("\\.")[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void javaDeserialisationIsForClosuresOnly() {
    check(
        noClasses()
            .that()
            .doNotBelongToAnyOf(Closure.class, Shipment.class)
            .should()
            .beAssignableTo(ObjectInputStream.class)
            .orShould()
            .callConstructorWhere(target(owner(assignableTo(ObjectInputStream.class)))));
  }

  /**
   * A run takes the time of day once, to date its history and its jobs; whatever it measures or
   * waits for it takes from {@code System.nanoTime}.
   */
  @Test
  void theWallClockIsReadWhereARunBeginsOnly() {
    List<String> readers =
        ALL.stream()
            .filter(type -> ENGINES.matcher(type.getPackageName()).lookingAt())
            .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
            .filter(access -> WALL_CLOCKS.matcher(access.getTarget().getFullName()).lookingAt())
            .map(access -> access.getOrigin().getFullName().replaceFirst("\\(.*", ""))
            .toList();
    assertThat(readers)
        .containsExactlyInAnyOrder(
            "dev.tandem.mapreduce.MapReduceSession.<init>",
            "dev.tandem.mapreduce.api.JobClient.<clinit>");
  }

  @Test
  void packagesHaveNoCycles() {
    check(
        com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices()
            .matching("dev.tandem.(mapreduce|rdd|cluster|formats|datasets|harness|cli).(**)")
            .should()
            .beFreeOfCycles());
  }

  private static void check(ArchRule rule) {
    rule.check(ALL);
  }
}
