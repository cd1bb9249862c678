package io.heddle.client.command;

import io.heddle.client.settings.HadoopConfDirs;
import io.heddle.client.submit.YarnCluster;
import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.exceptions.ApplicationNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** What several commands do with applications. */
final class Applications {
  private Applications() {}

  /** The cluster that the environment names. */
  static YarnCluster cluster(HeddleConf conf) {
    return YarnCluster.connect(HadoopConfDirs.forYarn(System.getenv()), conf);
  }

  /**
   * @throws HeddleException BAD_ARGUMENT
   */
  static ApplicationId parse(String text) {
    try {
      return ApplicationId.fromString(text.strip());
    } catch (IllegalArgumentException e) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT,
          "'" + text + "' is no id such as application_1700000000000_0001",
          e);
    }
  }

  /**
   * @throws HeddleException UNKNOWN_APPLICATION
   */
  static ApplicationReport report(YarnCluster cluster, ApplicationId id) {
    try {
      return cluster.yarn().getApplicationReport(id);
    } catch (ApplicationNotFoundException e) {
      throw new HeddleException(
          ErrorCode.UNKNOWN_APPLICATION, "the ResourceManager knows no " + id, e);
    } catch (YarnException | IOException e) {
      throw failed(e);
    }
  }

  static HeddleException failed(Exception e) {
    return new HeddleException(
        ErrorCode.YARN_FAILED, "the ResourceManager does not answer: " + e.getMessage(), e);
  }
}
