package io.heddle.client.settings;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where Hadoop's configuration lies, as Hadoop's own clients find it. */
public final class HadoopConfDirs {
  private HadoopConfDirs() {}

  /**
   * The directories that HADOOP_CONF_DIR and YARN_CONF_DIR name, each once.
   *
   * @throws HeddleException NO_HADOOP_CONF when neither is set, one is no directory, or no
   *     yarn-site.xml is there
   */
  public static List<Path> forYarn(Map<String, String> environment) {
    List<Path> directories = any(environment);
    if (directories.isEmpty()) {
      throw new HeddleException(
          ErrorCode.NO_HADOOP_CONF,
          "the cluster is not known: neither HADOOP_CONF_DIR nor YARN_CONF_DIR is set");
    }
    if (directories.stream().noneMatch(d -> Files.isReadable(d.resolve("yarn-site.xml")))) {
      throw new HeddleException(
          ErrorCode.NO_HADOOP_CONF, "there is no readable yarn-site.xml in " + joined(directories));
    }
    return directories;
  }

  /**
   * The same, where it may also be missing.
   *
   * @throws HeddleException NO_HADOOP_CONF when one that is set is no directory
   */
  public static List<Path> any(Map<String, String> environment) {
    List<Path> directories = new ArrayList<>();
    for (String variable : List.of("HADOOP_CONF_DIR", "YARN_CONF_DIR")) {
      String value = environment.getOrDefault(variable, "");
      if (value.isBlank()) {
        continue;
      }
      Path directory = Path.of(value).toAbsolutePath().normalize();
      if (!Files.isDirectory(directory)) {
        throw new HeddleException(
            ErrorCode.NO_HADOOP_CONF, variable + " is " + value + ", which is no directory");
      }
      if (!directories.contains(directory)) {
        directories.add(directory);
      }
    }
    return directories;
  }

  private static String joined(List<Path> directories) {
    return String.join(" and ", directories.stream().map(Path::toString).toList());
  }
}
