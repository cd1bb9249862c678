package io.heddle.shuffle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.heddle.shuffle", importOptions = DoNotIncludeTests.class)
class LayersTest {
  private static final String PACKAGE = "io.heddle.shuffle.";

  @ArchTest
  static final ArchRule FILE_USES_THE_JDK =
      classes()
          .that()
          .resideInAPackage(PACKAGE + "file")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", PACKAGE + "file");

  @ArchTest
  static final ArchRule WIRE_USES_FILE_AND_NETTY =
      classes()
          .that()
          .resideInAPackage(PACKAGE + "wire")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "javax.crypto..", "io.netty..", PACKAGE + "file", PACKAGE + "wire");

  @ArchTest
  static final ArchRule SERVER_AND_CLIENT_DO_NOT_KNOW_EACH_OTHER_NOR_HADOOP =
      classes()
          .that()
          .resideInAPackage(PACKAGE + "server")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.netty..",
              "org.slf4j..",
              PACKAGE + "file",
              PACKAGE + "wire",
              PACKAGE + "server");

  @ArchTest
  static final ArchRule CLIENT_USES_FILE_AND_WIRE =
      classes()
          .that()
          .resideInAPackage(PACKAGE + "client")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "io.netty..", PACKAGE + "file", PACKAGE + "wire", PACKAGE + "client");
}
