package io.heddle.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/**
 * Writes the configuration of an edge node: {@code core-site.xml}, {@code hdfs-site.xml}, {@code
 * yarn-site.xml}, and {@code topology.table} with one line {@code host rack} for each node, which
 * core-site names by its absolute path.
 */
final class ClientConfFiles {
  private static final String CORE_SITE = "core-site.xml";
  private static final String HDFS_SITE = "hdfs-site.xml";
  private static final String YARN_SITE = "yarn-site.xml";

  /** The table of racks; its name is also used for the one in the base directory. */
  static final String TABLE = "topology.table";

  private static final String TABLE_KEY = "net.topology.table.file.name";
  private static final String MAPPING_KEY = "net.topology.node.switch.mapping.impl";

  private static final List<String> CORE = List.of("fs.defaultFS", MAPPING_KEY, TABLE_KEY);
  private static final List<String> HDFS = List.of("dfs.blocksize", "dfs.replication");
  private static final List<String> YARN =
      List.of(
          "yarn.resourcemanager.hostname",
          "yarn.resourcemanager.address",
          "yarn.resourcemanager.scheduler.address",
          "yarn.resourcemanager.admin.address",
          "yarn.resourcemanager.webapp.address",
          "yarn.resourcemanager.am.max-attempts",
          "yarn.resourcemanager.connect.max-wait.ms",
          "yarn.resourcemanager.connect.retry-interval.ms",
          "yarn.client.application-client-protocol.poll-interval-ms",
          "yarn.log-aggregation-enable",
          "yarn.nodemanager.remote-app-log-dir");

  private ClientConfFiles() {}

  /**
   * Writes the table of racks and sets it in the configuration, in place of the servers' own
   * mapping.
   */
  static void useRackTable(Configuration conf, ClusterSettings settings, Path table)
      throws IOException {
    List<String> lines = new ArrayList<>();
    for (int node = 0; node < settings.nodes(); node++) {
      lines.add(settings.host(node) + " " + settings.rack(node));
    }
    Files.write(table, lines);
    conf.set(MAPPING_KEY, "org.apache.hadoop.net.TableMapping");
    conf.set(TABLE_KEY, table.toString());
    conf.unset(HostRackTable.KEY);
  }

  /**
   * Writes all files into the directory, which is created when missing.
   *
   * @param conf where the values are taken from; changed to use the table written here
   */
  static void write(Configuration conf, ClusterSettings settings, Path dir) throws IOException {
    Path absolute = dir.toAbsolutePath().normalize();
    Files.createDirectories(absolute);
    useRackTable(conf, settings, absolute.resolve(TABLE));
    Map<String, String> core = select(conf, CORE);
    Map<String, String> hdfs = select(conf, HDFS);
    Map<String, String> yarn = select(conf, YARN);
    settings
        .overrides()
        .forEach(
            (key, value) ->
                (key.startsWith("yarn.") ? yarn : key.startsWith("dfs.") ? hdfs : core)
                    .put(key, value));
    writeFile(core, absolute.resolve(CORE_SITE));
    writeFile(hdfs, absolute.resolve(HDFS_SITE));
    writeFile(yarn, absolute.resolve(YARN_SITE));
  }

  /** Removes the files of {@link #write}, and the directory when nothing else is in it. */
  static void remove(Path dir) throws IOException {
    for (String file : List.of(CORE_SITE, HDFS_SITE, YARN_SITE, TABLE)) {
      Files.deleteIfExists(dir.resolve(file));
    }
    try (Stream<Path> rest = Files.list(dir)) {
      if (rest.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(dir);
  }

  private static Map<String, String> select(Configuration conf, List<String> keys) {
    Map<String, String> selected = new TreeMap<>();
    for (String key : keys) {
      selected.put(key, conf.get(key));
    }
    return selected;
  }

  private static void writeFile(Map<String, String> values, Path file) throws IOException {
    Configuration conf = new Configuration(false);
    values.forEach(conf::set);
    try (OutputStream out = Files.newOutputStream(file)) {
      conf.writeXml(out);
    }
  }
}
