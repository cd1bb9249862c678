package io.heddle.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.PrivilegedExceptionAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.ApplicationSubmissionContext;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerLaunchContext;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.YarnApplicationAttemptState;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;

/** An ApplicationMaster within the test's JVM. */
final class UnmanagedMaster implements AutoCloseable {
  private final YarnClient yarn = YarnClient.createYarnClient();
  private final AMRMClient<ContainerRequest> master;
  private final UserGroupInformation user;
  private final ApplicationId id;

  private UnmanagedMaster(Configuration conf, String trackingUrl) throws Exception {
    yarn.init(conf);
    yarn.start();
    ApplicationSubmissionContext context =
        yarn.createApplication().getApplicationSubmissionContext();
    context.setUnmanagedAM(true);
    context.setResource(Resource.newInstance(128, 1));
    context.setAMContainerSpec(
        ContainerLaunchContext.newInstance(null, null, List.of(), null, null, null));
    id = yarn.submitApplication(context);
    Token<AMRMTokenIdentifier> token = awaitToken();
    user = UserGroupInformation.createRemoteUser(System.getProperty("user.name"));
    user.addToken(token);
    master =
        as(
            () -> {
              AMRMClient<ContainerRequest> client = AMRMClient.createAMRMClient();
              client.init(conf);
              client.start();
              client.registerApplicationMaster("127.0.0.1", 0, trackingUrl);
              return client;
            });
    Waiting.until("the application runs", this::isRunning);
  }

  static UnmanagedMaster register(Configuration conf, String trackingUrl) throws Exception {
    return new UnmanagedMaster(conf, trackingUrl);
  }

  ApplicationId id() {
    return id;
  }

  private boolean isRunning() {
    try {
      return yarn.getApplicationReport(id).getYarnApplicationState()
          == YarnApplicationState.RUNNING;
    } catch (IOException | YarnException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Asks for containers that would like to be on the hosts, and waits for them. */
  List<Container> allocate(List<String> hosts) throws Exception {
    for (String host : hosts) {
      master.addContainerRequest(
          new ContainerRequest(
              Resource.newInstance(128, 1), new String[] {host}, null, Priority.newInstance(1)));
    }
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    List<Container> all = new ArrayList<>();
    while (all.size() < hosts.size()) {
      assertThat(System.nanoTime()).as("time, with %s", all).isLessThan(deadline);
      all.addAll(as(() -> master.allocate(0).getAllocatedContainers()));
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return all;
  }

  private Token<AMRMTokenIdentifier> awaitToken() throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    EnumSet<YarnApplicationAttemptState> ready = EnumSet.of(YarnApplicationAttemptState.LAUNCHED);
    while (true) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      var attempt = yarn.getApplicationReport(id).getCurrentApplicationAttemptId();
      if (attempt != null
          && ready.contains(
              yarn.getApplicationAttemptReport(attempt).getYarnApplicationAttemptState())) {
        return yarn.getAMRMToken(id);
      }
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private <T> T as(PrivilegedExceptionAction<T> action) throws IOException, InterruptedException {
    return user.doAs(action);
  }

  @Override
  public void close() throws Exception {
    as(
        () -> {
          master.unregisterApplicationMaster(FinalApplicationStatus.SUCCEEDED, "", "");
          return null;
        });
    master.stop();
    yarn.stop();
  }
}
