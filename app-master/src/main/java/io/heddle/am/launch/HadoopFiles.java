package io.heddle.am.launch;

import io.heddle.conf.HeddleConf;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.HdfsConfiguration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/**
 * Hadoop's configuration from its files. The directory is not on the class path, because a class
 * data sharing archive allows no directories there.
 */
public final class HadoopFiles {
  private static final List<String> NAMES =
      List.of("core-site.xml", "hdfs-site.xml", "yarn-site.xml", "mapred-site.xml");

  private HadoopFiles() {}

  /**
   * Makes the defaults of HDFS and YARN known before any configuration is read. Each would
   * otherwise make all configurations be parsed again when its classes are first used.
   */
  public static void loadDefaults() {
    HdfsConfiguration.init();
    Configuration.addDefaultResource("yarn-default.xml");
    Configuration.addDefaultResource("yarn-site.xml");
  }

  /**
   * @param directories of Hadoop's files, later ones over earlier ones
   * @param settings those under {@code heddle.hadoop.} win over the files
   */
  public static Configuration load(List<Path> directories, HeddleConf settings) {
    loadDefaults();
    Configuration conf = new YarnConfiguration();
    for (Path directory : directories) {
      for (String name : NAMES) {
        Path file = directory.resolve(name);
        if (Files.isReadable(file)) {
          conf.addResource(new org.apache.hadoop.fs.Path(file.toAbsolutePath().toUri()));
        }
      }
    }
    settings.under(HeddleConf.HADOOP_PREFIX).forEach(conf::set);
    return conf;
  }
}
