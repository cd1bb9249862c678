package io.heddle.am;

import io.heddle.am.launch.ContainerSize;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterResponse;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.proto.YarnServiceProtos.SchedulerResourceTypes;

/** The ApplicationMaster's registration with the ResourceManager, from its start to its end. */
final class ResourceManagerSession {
  /** YARN keeps diagnostics in its state store; a longer text helps nobody. */
  private static final int LONGEST_DIAGNOSTICS = 8_000;

  private final AMRMClient<ContainerRequest> client = AMRMClient.createAMRMClient();
  private boolean countsCores;
  private List<Container> previous = List.of();
  private boolean registered;
  private boolean ended;

  /** Connects; does not register. */
  void open(Configuration hadoop) {
    client.init(hadoop);
    client.start();
  }

  AMRMClient<ContainerRequest> client() {
    return client;
  }

  /**
   * Registers, once.
   *
   * @param executor what executors need; refused when the cluster has no such containers
   * @throws HeddleException CONTAINER_TOO_LARGE or YARN_FAILED
   */
  synchronized void register(String host, int rpcPort, String trackingUrl, ContainerSize executor) {
    if (ended) {
      return;
    }
    RegisterApplicationMasterResponse response;
    try {
      response = client.registerApplicationMaster(host, rpcPort, trackingUrl);
    } catch (YarnException | IOException e) {
      throw new HeddleException(
          ErrorCode.YARN_FAILED, "the ResourceManager refused the ApplicationMaster: " + e, e);
    }
    registered = true;
    previous = List.copyOf(response.getContainersFromPreviousAttempts());
    countsCores = response.getSchedulerResourceTypes().contains(SchedulerResourceTypes.CPU);
    Resource largest = response.getMaximumResourceCapability();
    executor.requireWithin("an executor", largest.getMemorySize(), largest.getVirtualCores());
  }

  /** Whether YARN's scheduler goes by cores too; known once registered. */
  synchronized boolean countsCores() {
    return countsCores;
  }

  /** The containers of the attempt before that run on; known with the registration. */
  synchronized List<Container> previousContainers() {
    return previous;
  }

  /**
   * Tells YARN how the application ended; once. An attempt that never registered does so for this.
   *
   * @param host the node, for that case
   */
  synchronized void end(boolean succeeded, String diagnostics, String host)
      throws YarnException, IOException {
    if (ended) {
      return;
    }
    ended = true;
    if (!registered) {
      client.registerApplicationMaster(host, 0, "");
    }
    String text =
        diagnostics.length() > LONGEST_DIAGNOSTICS
            ? diagnostics.substring(0, LONGEST_DIAGNOSTICS) + "…"
            : diagnostics;
    client.unregisterApplicationMaster(
        succeeded ? FinalApplicationStatus.SUCCEEDED : FinalApplicationStatus.FAILED, text, "");
  }
}
