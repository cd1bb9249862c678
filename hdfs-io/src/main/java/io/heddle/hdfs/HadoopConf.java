package io.heddle.hdfs;

import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * The Hadoop configuration of this process: Hadoop's defaults, the site files in {@code
 * HADOOP_CONF_DIR} (or {@code YARN_CONF_DIR}), and the application's {@code heddle.hadoop.*}
 * settings. The directory is read as files, not through the class path, since a class archive is
 * valid only for a class path of jars. Safe for all threads.
 */
public final class HadoopConf {
  private static final List<String> SITE_FILES =
      List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml", "mapred-site.xml");

  private HadoopConf() {}

  /** The directory of the site files, when the environment names one. */
  public static Optional<Path> directory() {
    for (String variable : List.of("HADOOP_CONF_DIR", "YARN_CONF_DIR")) {
      String value = System.getenv(variable);
      if (value != null && !value.isBlank()) {
        return Optional.of(Path.of(value));
      }
    }
    return Optional.empty();
  }

  /** Whether the environment names a directory of site files. */
  public static boolean isConfigured() {
    return directory().isPresent();
  }

  /**
   * A configuration of the caller's own.
   *
   * @throws HeddleException NO_HADOOP_CONF when the environment names a directory that is not there
   */
  public static Configuration load(HeddleConf conf) {
    Configuration loaded = new Configuration(SiteFiles.BASE);
    conf.under(HeddleConf.HADOOP_PREFIX).forEach(loaded::set);
    return loaded;
  }

  /** Read once a process; copies are cheap beside parsing the files again. */
  private static final class SiteFiles {
    static final Configuration BASE = read();

    private static Configuration read() {
      Configuration base = new Configuration();
      Optional<Path> directory = directory();
      if (directory.isPresent() && !Files.isDirectory(directory.get())) {
        throw new HeddleException(
            ErrorCode.NO_HADOOP_CONF, "no directory '" + directory.get() + "'");
      }
      for (String name : SITE_FILES) {
        directory
            .map(d -> d.resolve(name))
            .filter(Files::exists)
            .ifPresent(file -> base.addResource(new org.apache.hadoop.fs.Path(file.toUri())));
      }
      base.size(); // Parses now, so that a broken file shows here.
      return base;
    }
  }
}
