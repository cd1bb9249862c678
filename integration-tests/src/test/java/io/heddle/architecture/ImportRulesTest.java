package io.heddle.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What each module never imports: the last column of the module table in docs/architecture.md. */
@AnalyzeClasses(packages = "io.heddle", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportRulesTest {
  private static final String[] CONF = {"io.heddle.conf..", "io.heddle.error.."};
  private static final String[] RDD = {"io.heddle.rdd..", "io.heddle.task..", "io.heddle.serde.."};
  private static final String[] APP_MASTER = {"io.heddle.am..", "io.heddle.client.."};
  private static final String YARN = "org.apache.hadoop.yarn..";
  private static final String HADOOP = "org.apache.hadoop..";
  private static final String GRPC = "io.grpc..";
  private static final String PROTOBUF = "com.google.protobuf..";
  private static final String CALCITE = "org.apache.calcite..";

  @ArchTest
  static final ArchRule confUsesTheJdkOnly =
      noClasses()
          .that()
          .resideInAnyPackage(CONF)
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "javax.crypto..", "io.heddle.conf..", "io.heddle.error..");

  @ArchTest
  static final ArchRule protocolKnowsNoApiAndNoHadoop =
      never(
          "io.heddle.protocol..", "io.heddle.rdd..", "io.heddle.task..", HADOOP, "io.heddle.sql..");

  @ArchTest
  static final ArchRule rddKnowsNoWireNoHadoopNoProcess =
      noClasses()
          .that()
          .resideInAnyPackage(RDD)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              GRPC,
              PROTOBUF,
              HADOOP,
              "io.heddle.protocol..",
              "io.heddle.driver..",
              "io.heddle.executor..");

  @ArchTest
  static final ArchRule onlyHdfsIoAndYarnSidesUseFileSystems =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.heddle.hdfs..",
              "io.heddle.embedded..",
              "io.heddle.am..",
              "io.heddle.client..",
              "io.heddle.shuffle.yarn..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(HADOOP);

  @ArchTest
  static final ArchRule hdfsIoKnowsNoYarnNoProtocol =
      never("io.heddle.hdfs..", YARN, "io.heddle.protocol..", "io.heddle.sql..");

  @ArchTest
  static final ArchRule shuffleKnowsNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.shuffle..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.heddle.conf..",
              "io.heddle.error..",
              "io.heddle.protocol..",
              "io.heddle.rdd..",
              "io.heddle.task..",
              "io.heddle.serde..",
              "io.heddle.hdfs..",
              "io.heddle.executor..",
              "io.heddle.driver..",
              "io.heddle.monitoring..",
              "io.heddle.am..",
              "io.heddle.client..",
              GRPC,
              PROTOBUF);

  @ArchTest
  static final ArchRule onlyTheThinServiceOfTheShuffleKnowsYarn =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.shuffle..")
          .and()
          .resideOutsideOfPackage("io.heddle.shuffle.yarn..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(HADOOP);

  @ArchTest
  static final ArchRule executorKnowsNoDriverNoSqlNoYarn =
      never("io.heddle.executor..", "io.heddle.driver..", "io.heddle.sql..", YARN, CALCITE);

  @ArchTest
  static final ArchRule driverKnowsNoSqlNoYarnNoAppMaster =
      never(
          "io.heddle.driver..",
          "io.heddle.sql..",
          CALCITE,
          YARN,
          "io.heddle.am..",
          "io.heddle.client..");

  @ArchTest
  static final ArchRule onlyItsCommandUsesTheSimulation =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.heddle.driver.simulation..", "io.heddle.client.command..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.heddle.driver.simulation..");

  @ArchTest
  static final ArchRule driverSeesTheExecutorsFacadeOnly =
      never(
          "io.heddle.driver..",
          "io.heddle.executor.runner..",
          "io.heddle.executor.memory..",
          "io.heddle.executor.block..",
          "io.heddle.executor.combine..",
          "io.heddle.executor.spill..",
          "io.heddle.executor.shuffle..");

  @ArchTest
  static final ArchRule appMasterKnowsNoSqlNoExecutorInternals =
      noClasses()
          .that()
          .resideInAnyPackage(APP_MASTER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.heddle.sql..",
              "io.heddle.columnar..",
              "io.heddle.executor.runner..",
              "io.heddle.executor.memory..",
              "io.heddle.executor.block..",
              "io.heddle.executor.combine..",
              "io.heddle.executor.spill..",
              "io.heddle.executor.shuffle..");

  @ArchTest
  static final ArchRule monitoringKnowsNoDriverNoRddNoHadoopServers =
      never(
          "io.heddle.monitoring..",
          "io.heddle.driver..",
          "io.heddle.rdd..",
          "io.heddle.task..",
          "org.apache.hadoop.yarn.server..",
          "org.apache.hadoop.hdfs.server..");

  @ArchTest
  static final ArchRule examplesUseTheApiOnly =
      noClasses()
          .that()
          .resideInAPackage("io.heddle.examples..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.heddle.driver..",
              "io.heddle.executor..",
              "io.heddle.hdfs..",
              "io.heddle.protocol..",
              "io.heddle.shuffle..",
              "io.heddle.rdd.lineage..",
              "io.heddle.rdd.spi..",
              "io.heddle.serde..",
              HADOOP);

  @ArchTest
  static void theRulesSeeEveryModule(JavaClasses classes) {
    for (String root :
        new String[] {
          "conf", "protocol", "rdd", "shuffle", "hdfs", "monitoring", "executor", "driver"
        }) {
      if (classes.stream().noneMatch(c -> c.getPackageName().startsWith("io.heddle." + root))) {
        throw new AssertionError("no class of io.heddle." + root + " was examined");
      }
    }
  }

  private static ArchRule never(String from, String... to) {
    return noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(to)
        .allowEmptyShould(true);
  }
}
