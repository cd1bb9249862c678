package io.heddle.am;

import io.heddle.am.launch.ApplicationSpec;
import io.heddle.am.launch.ContainerLayout;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ContainerId;

/**
 * What the ApplicationMaster finds in its container's environment.
 *
 * @param host the node's, as YARN names it
 * @param proxyPath the application's path at the web proxy; empty when there is none
 * @param confDir Hadoop's configuration and the settings
 */
record MasterEnvironment(
    ApplicationAttemptId attempt,
    String host,
    String user,
    String proxyPath,
    Path confDir,
    ApplicationSpec spec) {

  static MasterEnvironment of(Map<String, String> environment) {
    ApplicationAttemptId attempt =
        ContainerId.fromString(required(environment, "CONTAINER_ID")).getApplicationAttemptId();
    return new MasterEnvironment(
        attempt,
        required(environment, "NM_HOST"),
        required(environment, "USER"),
        environment.getOrDefault("APPLICATION_WEB_PROXY_BASE", ""),
        Path.of(ContainerLayout.CONF),
        ApplicationSpec.decode(required(environment, ContainerLayout.SPEC_VARIABLE)));
  }

  String applicationId() {
    return attempt.getApplicationId().toString();
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null) {
      throw new IllegalStateException(
          "the variable " + name + " is missing: this class is started by YARN");
    }
    return value;
  }
}
