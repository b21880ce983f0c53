package dev.tandem.agreement;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Hadoop's and Spark's classes stop at their adapters, and the adapters do not see each other. */
class AdaptersTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tandem");

  @Test
  void bothAdaptersAreSeen() {
    assertThat(ALL).anyMatch(type -> type.getPackageName().startsWith("dev.tandem.hadoop"));
    assertThat(ALL).anyMatch(type -> type.getPackageName().startsWith("dev.tandem.spark"));
  }

  @Test
  void hadoopStopsAtTheAdapters() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.tandem.hadoop..", "dev.tandem.hadoopfiles..", "dev.tandem.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.hadoop..")
        .check(ALL);
  }

  @Test
  void sparkStopsAtItsAdapter() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.tandem.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..")
        .check(ALL);
  }

  @Test
  void theAdaptersDoNotSeeEachOtherNorTheOtherEngine() {
    noClasses()
        .that()
        .resideInAPackage("dev.tandem.spark..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tandem.hadoop..", "dev.tandem.mapreduce..", "dev.tandem.jobs..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("dev.tandem.hadoop..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.tandem.spark..", "dev.tandem.rdd..", "dev.tandem.jobs..")
        .check(ALL);
  }
}
