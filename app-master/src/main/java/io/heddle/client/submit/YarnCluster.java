package io.heddle.client.submit;

import io.heddle.am.launch.HadoopFiles;
import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;

/** A YARN cluster as its clients see it. Safe for all threads. */
public final class YarnCluster implements AutoCloseable {
  private static final String YARNS_DEFAULTS = "yarn-default.xml";
  private static final int POLL_MILLIS = 20;

  private final List<Path> confDirs;
  private final Configuration hadoop;
  private final YarnClient yarn;
  private final String user;

  private YarnCluster(List<Path> confDirs, Configuration hadoop, YarnClient yarn, String user) {
    this.confDirs = confDirs;
    this.hadoop = hadoop;
    this.yarn = yarn;
    this.user = user;
  }

  /**
   * @param confDirs of Hadoop's configuration
   * @throws HeddleException AUTHENTICATION_FAILED when nobody is logged in on a secure cluster
   */
  public static YarnCluster connect(List<Path> confDirs, HeddleConf conf) {
    Configuration hadoop = HadoopFiles.load(confDirs, conf);
    pollOften(hadoop, YarnConfiguration.YARN_CLIENT_APPLICATION_CLIENT_PROTOCOL_POLL_INTERVAL_MS);
    UserGroupInformation.setConfiguration(hadoop);
    String user;
    try {
      user = UserGroupInformation.getCurrentUser().getShortUserName();
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.AUTHENTICATION_FAILED, "no login: " + e.getMessage() + " (kinit?)", e);
    }
    YarnClient yarn = YarnClient.createYarnClient();
    yarn.init(hadoop);
    yarn.start();
    return new YarnCluster(List.copyOf(confDirs), hadoop, yarn, user);
  }

  /** Shortens an interval that nobody has set. */
  private static void pollOften(Configuration hadoop, String key) {
    String[] sources = hadoop.getPropertySources(key);
    if (sources == null || sources.length == 0 || sources[0].endsWith(YARNS_DEFAULTS)) {
      hadoop.setInt(key, POLL_MILLIS);
    }
  }

  public List<Path> confDirs() {
    return confDirs;
  }

  public Configuration hadoop() {
    return hadoop;
  }

  public YarnClient yarn() {
    return yarn;
  }

  /** The short name of who asks. */
  public String user() {
    return user;
  }

  @Override
  public void close() {
    yarn.stop();
  }
}
