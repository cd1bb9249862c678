package io.heddle.hdfs;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;

/** Tokens by which an application's processes reach HDFS in the user's name. */
public final class DelegationTokens {
  private DelegationTokens() {}

  /**
   * Asks each file system for a token and adds it to the credentials; those that are there already
   * are kept. Does nothing on a cluster without security.
   *
   * @param renewer the ResourceManager's principal
   * @param paths any path of each file system; without a scheme, that of the default one
   * @throws HeddleException BAD_ARGUMENT when there is no renewer, HDFS_FAILED when a token is
   *     refused
   */
  public static void obtain(
      Configuration configuration,
      Credentials credentials,
      String renewer,
      Collection<String> paths) {
    if (!UserGroupInformation.isSecurityEnabled()) {
      return;
    }
    if (renewer.isBlank()) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "yarn.resourcemanager.principal is not set; it renews tokens");
    }
    Set<FileSystem> fileSystems = new LinkedHashSet<>();
    for (String path : paths) {
      try {
        fileSystems.add(new Path(path).getFileSystem(configuration));
      } catch (IOException e) {
        throw refused(path, e);
      }
    }
    for (FileSystem fileSystem : fileSystems) {
      try {
        fileSystem.addDelegationTokens(renewer, credentials);
      } catch (IOException e) {
        throw refused(fileSystem.getUri().toString(), e);
      }
    }
  }

  private static HeddleException refused(String what, IOException e) {
    return new HeddleException(
        ErrorCode.HDFS_FAILED, "no delegation token for " + what + ": " + e.getMessage(), e);
  }
}
