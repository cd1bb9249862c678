package io.heddle.benchmarks.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An engine whose jobs can be started as processes. */
enum Engine {
  HEDDLE("heddle", "io.heddle.benchmarks.job"),
  SPARK("spark", "io.heddle.benchmarks.spark"),
  /** Spark as its users tune it first: Kryo in place of Java's serialisation. */
  SPARK_KRYO("spark-kryo", "io.heddle.benchmarks.spark");

  private static final List<String> OPENED_FOR_SPARK =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private final String label;
  private final String jobPackage;

  Engine(String label, String jobPackage) {
    this.label = label;
    this.jobPackage = jobPackage;
  }

  String label() {
    return label;
  }

  static Engine named(String name) {
    for (Engine engine : values()) {
      if (engine.label.equals(name)) {
        return engine;
      }
    }
    throw new IllegalArgumentException("no engine is called '" + name + "'");
  }

  /**
   * The command line of one job, with the JVM that runs this program.
   *
   * @param gcLog where the JVM writes what each of its collections took
   */
  List<String> command(
      Path root, String heap, int rounds, String job, List<String> arguments, Path gcLog)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    if (this == HEDDLE) {
      command.addAll(heddleFlags(root));
    } else {
      command.addAll(sparkFlags());
    }
    if (this == SPARK_KRYO) {
      command.add("-Dspark.serializer=org.apache.spark.serializer.KryoSerializer");
    }
    command.add("-Dheddle.benchmark.rounds=" + rounds);
    command.add("-Xlog:gc:file=" + gcLog + "::filecount=0");
    command.add("-cp");
    command.add(classPath(root));
    command.add(jobPackage + "." + job);
    command.addAll(arguments);
    return command;
  }

  private static List<String> heddleFlags(Path root) {
    // As bin/heddle starts a local master.
    List<String> flags = new ArrayList<>(List.of("-XX:+UseParallelGC"));
    Path archive = root.resolve("scripts/target/heddle/lib/heddle-client.jsa");
    if (Files.exists(archive)) {
      flags.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:disable"));
    }
    return flags;
  }

  private static List<String> sparkFlags() {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-Djdk.reflect.useDirectMethodHandle=false",
                "-Dio.netty.tryReflectionSetAccessible=true"));
    for (String name : OPENED_FOR_SPARK) {
      flags.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
    }
    // Spark's own launcher quiets nothing either; its log goes to standard error, which is dropped.
    flags.add("-Dspark.ui.showConsoleProgress=false");
    return flags;
  }

  private String classPath(Path root) throws IOException {
    if (this != HEDDLE) {
      Path target = root.resolve("benchmarks/peers/spark/target");
      return target.resolve("peer-spark-1.jar") + ":" + target.resolve("lib") + "/*";
    }
    Path lib = root.resolve("scripts/target/heddle/lib");
    StringBuilder path = new StringBuilder();
    for (String jar : Files.readAllLines(lib.resolve("classpath"))) {
      path.append(lib.resolve(jar)).append(':');
    }
    try (Stream<Path> jars = Files.list(root.resolve("benchmarks/target"))) {
      return path.append(
              jars.filter(p -> p.getFileName().toString().matches("heddle-benchmarks-.*\\.jar"))
                  .findFirst()
                  .orElseThrow())
          .toString();
    }
  }
}
