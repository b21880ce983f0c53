package dev.tandem.contract;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.File;
import java.io.InputStream;
import java.io.ObjectInputStream;
import org.junit.jupiter.api.Test;

/** What the contract promises about itself. */
class ArchitectureTest {
  private static final JavaClasses CONTRACT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.tandem.contract");

  @Test
  void onlyTheJdkIsNeeded() {
    classes()
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.tandem.contract..", "java..")
        .check(CONTRACT);
  }

  /**
   * Classes may refuse to be deserialised (readObject that throws); to deserialise is another
   * matter.
   */
  @Test
  void onlyClosuresAndShippedPlansAreDeserialisedByJava() {
    noClasses()
        .that()
        .haveNameNotMatching("dev\\.tandem\\.contract\\.plan\\.(Closure|Shipment)(\\$.*)?")
        .should()
        .beAssignableTo(ObjectInputStream.class)
        .orShould()
        .callConstructor(ObjectInputStream.class, InputStream.class)
        .orShould()
        .callMethod(ObjectInputStream.class, "readObject")
        .check(CONTRACT);
  }

  @Test
  void nothingIsPrinted() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CONTRACT);
  }

  @Test
  void temporaryFilesAreNotWorldReadable() {
    noClasses()
        .should()
        .callMethod(File.class, "createTempFile", String.class, String.class)
        .check(CONTRACT);
  }
}
