package dev.tandem.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** What jobs and baselines may see. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tandem.jobs");

  @Test
  void jobsSeeTheContractAndFormatsAndNeverAnEngine() {
    classes()
        .that()
        .resideInAPackage("dev.tandem.jobs")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "dev.tandem.contract.job",
            "dev.tandem.contract.flow",
            "dev.tandem.contract.io",
            "dev.tandem.formats",
            "dev.tandem.jobs")
        .check(ALL);
  }

  @Test
  void baselinesAreIndependentOfAllThatTheyAreComparedWith() {
    classes()
        .that()
        .resideInAPackage("dev.tandem.jobs.baseline")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "dev.tandem.contract.engine", // what a peer is
            "dev.tandem.jobs.baseline",
            "org.apache.commons.compress..",
            "com.github.luben.zstd")
        .check(ALL);
  }

  @Test
  void streamsArePlainJava() {
    classes()
        .that()
        .resideInAPackage("dev.tandem.jobs.streams")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "dev.tandem.contract.engine", // what a peer is
            "dev.tandem.jobs.baseline", // finds and decompresses files
            "dev.tandem.jobs.streams")
        .check(ALL);
  }
}
