package io.heddle.hdfs;

import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;

/**
 * The Hadoop configuration of this process: Hadoop's defaults, then the site files in the
 * directories that {@code HADOOP_CONF_DIR} and {@code YARN_CONF_DIR} name, then the application's
 * {@code heddle.hadoop.*} settings. The directories are read as files, not through the class path,
 * since a class archive is valid only for a class path of jars. Safe for all threads.
 */
public final class HadoopConf {
  private static final List<String> VARIABLES = List.of("HADOOP_CONF_DIR", "YARN_CONF_DIR");
  private static final List<String> SITE_FILES =
      List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml", "mapred-site.xml");

  // Of the process, as its environment is; read at first use, since parsing takes a while.
  private static Configuration ofProcess;

  // The last one asked for, with its settings: a process has one application, so it stays the same.
  private static Configuration shared;
  private static Map<String, String> sharedSettings;

  private HadoopConf() {}

  /**
   * The directories of site files that the environment names, each once, in the order they are
   * read. Loads no class of Hadoop's.
   */
  public static List<Path> directories() {
    return directories(System.getenv());
  }

  static List<Path> directories(Map<String, String> environment) {
    List<Path> found = new ArrayList<>();
    for (String variable : VARIABLES) {
      String value = environment.get(variable);
      if (value != null && !value.isBlank() && !found.contains(Path.of(value))) {
        found.add(Path.of(value));
      }
    }
    return found;
  }

  /** Whether the environment names a directory of site files. Loads no class of Hadoop's. */
  public static boolean isConfigured() {
    return !directories().isEmpty();
  }

  /**
   * A configuration of the caller's own.
   *
   * @throws HeddleException NO_HADOOP_CONF when the environment names a directory that is not there
   */
  public static Configuration load(HeddleConf conf) {
    Configuration loaded = new Configuration(ofProcess());
    conf.under(HeddleConf.HADOOP_PREFIX).forEach(loaded::set);
    return loaded;
  }

  /**
   * The same as {@link #load}, but shared: it must not be changed. Copying takes most of a
   * millisecond, which is much for each of many small files.
   */
  public static synchronized Configuration shared(HeddleConf conf) {
    Map<String, String> settings = conf.under(HeddleConf.HADOOP_PREFIX);
    if (!settings.equals(sharedSettings)) {
      shared = load(conf);
      sharedSettings = settings;
    }
    return shared;
  }

  static Configuration read(List<Path> directories) {
    Configuration read = new Configuration();
    for (Path directory : directories) {
      if (!Files.isDirectory(directory)) {
        throw new HeddleException(
            ErrorCode.NO_HADOOP_CONF,
            "HADOOP_CONF_DIR or YARN_CONF_DIR names '" + directory + "', which is no directory");
      }
      for (String name : SITE_FILES) {
        Path file = directory.resolve(name);
        if (Files.exists(file)) {
          read.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
        }
      }
    }
    try {
      read.size(); // Parses now, so that a broken file shows here.
    } catch (RuntimeException e) {
      throw new HeddleException(
          ErrorCode.NO_HADOOP_CONF,
          "the site files in " + directories + " cannot be read: " + e.getMessage(),
          e);
    }
    return read;
  }

  private static synchronized Configuration ofProcess() {
    if (ofProcess == null) {
      ofProcess = read(directories());
    }
    return ofProcess;
  }
}
