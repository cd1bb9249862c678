package io.heddle.executor;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.shuffle.yarn.ServiceData;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a container's environment says. From the ApplicationMaster:
 *
 * <pre>
 *   HEDDLE_DRIVER            host:port of the driver
 *   HEDDLE_EXECUTOR_ID
 *   HEDDLE_EXECUTOR_SLOTS
 *   HEDDLE_EXECUTOR_RACK     may be empty or missing
 *   HEDDLE_LOG_URL           may be empty or missing
 *   HEDDLE_CONTAINER_MB      memory of the container; missing where it has no limit
 *   HEDDLE_APPLICATION_DIR   where later attempts' drivers are named; missing where there are none
 *   HEDDLE_DRIVER_WAIT_MS    how long to look for one, in milliseconds; goes with the former
 *   HEDDLE_USER_CLASSPATH    the user's jars, separated by colons; may be empty or missing
 * </pre>
 *
 * and from the NodeManager: {@code CONTAINER_ID}, {@code NM_HOST}, {@code LOCAL_DIRS} (separated by
 * commas), and {@code NM_AUX_SERVICE_heddle_shuffle}, the shuffle service's meta data in base 64.
 */
final class ContainerEnvironment {
  private static final String CONTAINER_MB = "HEDDLE_CONTAINER_MB";
  private static final String SHUFFLE_META_DATA = "NM_AUX_SERVICE_heddle_shuffle";

  private final Map<String, String> variables;

  ContainerEnvironment(Map<String, String> variables) {
    this.variables = variables;
  }

  String driverHost() {
    String driver = required("HEDDLE_DRIVER");
    return driver.substring(0, colon(driver));
  }

  int driverPort() {
    String driver = required("HEDDLE_DRIVER");
    return number("HEDDLE_DRIVER", driver.substring(colon(driver) + 1));
  }

  private static int colon(String driver) {
    int colon = driver.lastIndexOf(':');
    if (colon < 1) {
      throw bad("HEDDLE_DRIVER", driver);
    }
    return colon;
  }

  /** Where drivers of later attempts are named; empty where there are none. */
  Optional<String> applicationDirectory() {
    return Optional.ofNullable(variables.get("HEDDLE_APPLICATION_DIR"));
  }

  /** How long to look for the driver of a later attempt. */
  Duration driverWait() {
    String wait = required("HEDDLE_DRIVER_WAIT_MS");
    try {
      return Duration.ofMillis(Long.parseLong(wait));
    } catch (NumberFormatException e) {
      throw bad("HEDDLE_DRIVER_WAIT_MS", wait);
    }
  }

  /** The application's attempt that started this container, from 1. */
  int attempt() {
    return attemptOf(required("CONTAINER_ID"));
  }

  /** The user's jars, in the order of their class path. */
  List<Path> userJars() {
    List<Path> jars = new ArrayList<>();
    for (String jar : variables.getOrDefault("HEDDLE_USER_CLASSPATH", "").split(":")) {
      if (!jar.isBlank()) {
        jars.add(Path.of(jar));
      }
    }
    return jars;
  }

  /**
   * All of it as options.
   *
   * @throws HeddleException AUX_SERVICE_MISSING when the node has no shuffle service; INTERNAL when
   *     a variable is missing or makes no sense
   */
  ExecutorOptions options(byte[] secret, ClassLoader userClasses) {
    String container = required("CONTAINER_ID");
    return new ExecutorOptions(
        required("HEDDLE_EXECUTOR_ID"),
        applicationOf(container),
        required("NM_HOST"),
        variables.getOrDefault("HEDDLE_EXECUTOR_RACK", ""),
        number("HEDDLE_EXECUTOR_SLOTS", required("HEDDLE_EXECUTOR_SLOTS")),
        secret,
        localDirectories(),
        shufflePort(),
        container,
        variables.getOrDefault("HEDDLE_LOG_URL", ""),
        (long) number(CONTAINER_MB, variables.getOrDefault(CONTAINER_MB, "0")) << 20,
        userClasses);
  }

  private List<Path> localDirectories() {
    List<Path> directories = new ArrayList<>();
    for (String directory : required("LOCAL_DIRS").split(",")) {
      if (!directory.isBlank()) {
        directories.add(Path.of(directory.trim()));
      }
    }
    return directories;
  }

  private int shufflePort() {
    String metaData = variables.get(SHUFFLE_META_DATA);
    if (metaData == null) {
      throw new HeddleException(
          ErrorCode.AUX_SERVICE_MISSING,
          "the NodeManager on " + required("NM_HOST") + " runs no service 'heddle_shuffle'");
    }
    try {
      return ServiceData.port(ByteBuffer.wrap(Base64.getDecoder().decode(metaData.trim())));
    } catch (IllegalArgumentException e) {
      throw bad(SHUFFLE_META_DATA, metaData);
    }
  }

  /** {@code container_[e<epoch>_]<cluster>_<application>_<attempt>_<number>}. */
  static String applicationOf(String container) {
    String[] parts = partsOf(container);
    return "application_" + parts[0] + "_" + parts[1];
  }

  /** The application's attempt that a container belongs to, from 1. */
  static int attemptOf(String container) {
    return number("CONTAINER_ID", partsOf(container)[2]);
  }

  /** Cluster, application, attempt and number. */
  private static String[] partsOf(String container) {
    String[] parts = container.split("_");
    int first = parts.length > 1 && parts[1].startsWith("e") ? 2 : 1;
    if (parts.length != first + 4 || !parts[0].equals("container")) {
      throw bad("CONTAINER_ID", container);
    }
    return Arrays.copyOfRange(parts, first, parts.length);
  }

  private String required(String name) {
    String value = variables.get(name);
    if (value == null || value.isEmpty()) {
      throw new HeddleException(ErrorCode.INTERNAL, "the container's environment lacks " + name);
    }
    return value;
  }

  private static int number(String name, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw bad(name, value);
    }
  }

  private static HeddleException bad(String name, String value) {
    return new HeddleException(
        ErrorCode.INTERNAL, "the container's environment says " + name + "=" + value);
  }
}
