package io.heddle.am.launch;

import io.heddle.conf.DataSize;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The command line of a JVM in a container. Settings, arguments of the program and secrets never
 * stand on it: every user of the node can read it.
 *
 * <p>The class path is relative to the working directory and holds jars only, in the order of the
 * engine's list, because a class data sharing archive is used only when the class path is the very
 * one it was made with; the same text is therefore used for making it.
 */
public final class JavaCommand {
  /** Each arena of the C library keeps what it has ever had; by default there are eight a core. */
  public static final String ARENAS_VARIABLE = "MALLOC_ARENA_MAX";

  public static final String ARENAS = "2";

  private JavaCommand() {}

  /**
   * Options that keep what a JVM takes beside its heap within the container: direct buffers have
   * one limit, which both copies of Netty share with the JVM. A result that waits for the network
   * waits on the heap.
   */
  public static String directMemory(ContainerSize size) {
    return "-XX:MaxDirectMemorySize="
        + size.direct().mebibytesRoundedUp()
        + "m -Dio.netty.maxDirectMemory=0 -Dio.grpc.netty.shaded.io.netty.maxDirectMemory=0"
        + " -Dio.grpc.netty.shaded.io.netty.noPreferDirect=true";
  }

  /**
   * @param jars names below the engine's lib, in class path order
   */
  public static String classPath(List<String> jars) {
    return jars.stream()
        .map(jar -> ContainerLayout.ENGINE + "/lib/" + jar)
        .collect(Collectors.joining(":"));
  }

  /**
   * @param heap of the JVM
   * @param shared whether the engine has a class data sharing archive
   * @param extraOptions the user's, separated by blanks; later options win over earlier
   */
  public static List<String> of(
      DataSize heap, List<String> jars, boolean shared, String extraOptions, String mainClass) {
    List<String> command = new ArrayList<>();
    command.add("{{JAVA_HOME}}/bin/java");
    command.add("-Xmx" + heap.mebibytesRoundedUp() + "m");
    if (!extraOptions.contains("-XX:+Use")) {
      // Quick to start, and the best throughput for heaps of a few cores.
      command.add(heap.bytes() < (1L << 31) ? "-XX:+UseSerialGC" : "-XX:+UseParallelGC");
    }
    command.add("-Djava.io.tmpdir=./tmp");
    command.add("-Dlog4j2.disableJmx=true");
    command.add("-Dlog4j2.configurationFile=classpath:heddle-container-log4j2.properties");
    if (shared) {
      command.add(
          "-XX:SharedArchiveFile=" + ContainerLayout.ENGINE + "/" + ContainerLayout.SHARED_ARCHIVE);
      command.add("-Xshare:auto");
      // An archive of another build is passed over without a word.
      command.add("-Xlog:disable");
      command.add("-Xlog:all=error:stderr");
    }
    if (!extraOptions.isBlank()) {
      command.add(extraOptions.strip());
    }
    command.add("-cp");
    command.add(classPath(jars));
    command.add(mainClass);
    command.add("1><LOG_DIR>/stdout");
    command.add("2><LOG_DIR>/stderr");
    return command;
  }
}
