package io.heddle.am.container;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterResponse;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.UpdateContainerRequest;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.util.Records;

/** Answers heartbeats with what a test says, else with nothing, and remembers what it is asked. */
final class FakeResourceManager extends AMRMClient<AMRMClient.ContainerRequest> {
  /** {@code +} for each request added, {@code -} for each taken back, {@code *} for a heartbeat. */
  final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  private final Queue<AllocateResponse> answers = new ArrayDeque<>();

  FakeResourceManager() {
    super("fake");
  }

  /** An answer with nothing in it. */
  static AllocateResponse empty() {
    AllocateResponse response = Records.newRecord(AllocateResponse.class);
    response.setAvailableResources(Resource.newInstance(0, 0));
    response.setAllocatedContainers(List.of());
    response.setCompletedContainersStatuses(List.of());
    response.setUpdatedNodes(List.of());
    return response;
  }

  synchronized void answer(AllocateResponse response) {
    answers.add(response);
  }

  @Override
  public synchronized AllocateResponse allocate(float progress) {
    said.add("*");
    AllocateResponse next = answers.poll();
    return next == null ? empty() : next;
  }

  @Override
  public void addContainerRequest(ContainerRequest request) {
    said.add("+");
  }

  @Override
  public void removeContainerRequest(ContainerRequest request) {
    said.add("-");
  }

  @Override
  public RegisterApplicationMasterResponse registerApplicationMaster(
      String host, int port, String url) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void unregisterApplicationMaster(
      FinalApplicationStatus status, String message, String url) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void requestContainerUpdate(Container container, UpdateContainerRequest request) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void releaseAssignedContainer(ContainerId container) {
    said.add("release " + container);
  }

  @Override
  public Resource getAvailableResources() {
    return Resource.newInstance(0, 0);
  }

  @Override
  public int getClusterNodeCount() {
    return 1;
  }

  @Override
  public List<? extends Collection<ContainerRequest>> getMatchingRequests(
      Priority priority, String place, Resource capability) {
    return new ArrayList<>();
  }

  @Override
  public Collection<ContainerRequest> getMatchingRequests(long allocationId) {
    return new ArrayList<>();
  }

  @Override
  public void updateBlacklist(List<String> additions, List<String> removals) {}
}
