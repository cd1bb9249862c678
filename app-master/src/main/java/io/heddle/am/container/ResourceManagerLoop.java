package io.heddle.am.container;

import io.heddle.am.allocation.Ask;
import io.heddle.am.allocation.Changes;
import io.heddle.am.allocation.ContainerRequests;
import io.heddle.am.allocation.Offer;
import io.heddle.am.launch.ContainerSize;
import io.heddle.am.launch.YarnRecords;
import io.heddle.driver.allocation.ExecutorDemand;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.PreemptionMessage;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.exceptions.ApplicationAttemptNotFoundException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.util.RackResolver;

/**
 * The ApplicationMaster's conversation with the ResourceManager. One thread heartbeats, applies
 * what others post to it, and owns the {@link ContainerRequests}. It heartbeats at once when
 * something new is asked for, every {@code busy} while containers are being waited for, and every
 * {@code idle} otherwise.
 */
final class ResourceManagerLoop {
  /** What the loop tells; called by its thread, returns at once. */
  interface Listener {
    void accepted(Container container, String rack);

    void completed(ContainerStatus status);

    /** Containers of the attempt before turned up late. */
    void found(List<Container> containers);

    void nodeChanged(NodeReport node);

    void containersAsked(int count);

    /** Some of the containers are wanted back. */
    void preemptionAsked(PreemptionMessage message);

    /**
     * How things stand after a heartbeat.
     *
     * @param headroom what the application could still get
     */
    void supplied(int asked, int held, Resource headroom);

    /** The loop has ended because it cannot go on. */
    void failed(HeddleException cause);
  }

  /** Between two heartbeats, however much there is to ask. */
  private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private static final Priority PRIORITY = Priority.newInstance(1);

  private final AMRMClient<ContainerRequest> resourceManager;
  private final Resource containerResource;
  private final ContainerRequests requests;
  private final Map<Long, ContainerRequest> asked = new HashMap<>();
  private final Duration idle;
  private final Duration busy;
  private final Duration again;
  private final DoubleSupplier progress;
  private final Listener listener;
  private final LinkedBlockingQueue<Runnable> posted = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::run, "heddle-resource-manager");
  private Set<String> excluded = Set.of();
  private boolean urgent;
  private long answeredNanos = System.nanoTime();
  private volatile boolean stopped;

  /**
   * @param resourceManager registered already
   * @param again how long asks stay unanswered until they are sent again, as they stand: what the
   *     ResourceManager has of them may have been lost, or used up for a container that never came
   * @param progress from 0 to 1
   */
  ResourceManagerLoop(
      AMRMClient<ContainerRequest> resourceManager,
      ContainerSize size,
      Duration idle,
      Duration busy,
      Duration again,
      DoubleSupplier progress,
      Listener listener) {
    this.resourceManager = resourceManager;
    this.containerResource = YarnRecords.resource(size);
    this.requests = new ContainerRequests(size.cores());
    this.idle = idle;
    this.busy = busy.compareTo(idle) < 0 ? busy : idle;
    this.again = again;
    this.progress = progress;
    this.listener = listener;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Any thread. */
  void demand(ExecutorDemand demand) {
    posted.add(
        () -> {
          exclude(demand.excludedHosts());
          apply(requests.demand(demand), List.of());
        });
  }

  /** The ResourceManager keeps a list of hosts to give no containers on; it is told the changes. */
  private void exclude(Set<String> hosts) {
    List<String> added = hosts.stream().filter(host -> !excluded.contains(host)).sorted().toList();
    List<String> removed =
        excluded.stream().filter(host -> !hosts.contains(host)).sorted().toList();
    if (!added.isEmpty() || !removed.isEmpty()) {
      resourceManager.updateBlacklist(added, removed);
      excluded = hosts;
      urgent = true;
    }
  }

  /** Gives a container back, whether something runs in it or not. Any thread. */
  void release(ContainerId container) {
    posted.add(
        () -> {
          resourceManager.releaseAssignedContainer(container);
          urgent = true;
        });
  }

  /** Containers of the attempt before are used on. Any thread. */
  void adopt(List<Container> containers) {
    posted.add(
        () ->
            apply(
                requests.adopted(containers.stream().map(ResourceManagerLoop::offer).toList()),
                List.of()));
  }

  /** A container that was accepted is of no use any more. Any thread. */
  void ended(ContainerId container) {
    posted.add(() -> apply(requests.ended(container.toString()), List.of()));
  }

  /** Ends the heartbeats; returns when the last one is over. */
  void stop() throws InterruptedException {
    stopped = true;
    posted.add(() -> {});
    if (Thread.currentThread() != thread) {
      thread.join(TimeUnit.SECONDS.toMillis(10));
    }
  }

  private void run() {
    long last = System.nanoTime() - idle.toNanos();
    try {
      while (!stopped) {
        long due = last + (requests.askedCount() > 0 ? busy : idle).toNanos();
        if (urgent) {
          due = Math.min(due, last + LEAST_NANOS);
        }
        Runnable next = posted.poll(Math.max(0, due - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (next != null) {
          next.run();
        } else {
          last = System.nanoTime();
          urgent = false;
          heartbeat();
        }
      }
    } catch (ApplicationAttemptNotFoundException e) {
      listener.failed(
          new HeddleException(
              ErrorCode.YARN_FAILED,
              "the ResourceManager does not know this attempt any more; another one may run",
              e));
    } catch (YarnException | IOException | RuntimeException e) {
      listener.failed(
          new HeddleException(
              ErrorCode.YARN_FAILED, "the ResourceManager cannot be talked to: " + e, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void heartbeat() throws YarnException, IOException {
    double done = progress.getAsDouble();
    AllocateResponse response = resourceManager.allocate((float) Math.min(1, Math.max(0, done)));
    for (NodeReport node : response.getUpdatedNodes()) {
      listener.nodeChanged(node);
    }
    PreemptionMessage preemption = response.getPreemptionMessage();
    if (preemption != null) {
      listener.preemptionAsked(preemption);
    }
    List<Container> late = response.getContainersFromPreviousAttempts();
    if (late != null && !late.isEmpty()) {
      listener.found(late);
    }
    for (ContainerStatus status : response.getCompletedContainersStatuses()) {
      listener.completed(status);
      apply(requests.ended(status.getContainerId().toString()), List.of());
    }
    List<Container> allocated = response.getAllocatedContainers();
    if (!allocated.isEmpty()) {
      List<Offer> offers = allocated.stream().map(ResourceManagerLoop::offer).toList();
      apply(requests.offered(offers), allocated);
      answeredNanos = System.nanoTime();
    }
    askAgain();
    listener.supplied(requests.askedCount(), requests.hadCount(), response.getAvailableResources());
  }

  /** The requests are absolute numbers by place, so sending them again changes nothing else. */
  private void askAgain() {
    if (asked.isEmpty()) {
      answeredNanos = System.nanoTime();
    } else if (System.nanoTime() - answeredNanos >= again.toNanos()) {
      answeredNanos = System.nanoTime();
      for (ContainerRequest request : asked.values()) {
        resourceManager.removeContainerRequest(request);
        resourceManager.addContainerRequest(request);
      }
    }
  }

  private static Offer offer(Container container) {
    return new Offer(
        container.getId().toString(), container.getNodeId().getHost(), rackOf(container));
  }

  private static String rackOf(Container container) {
    return RackResolver.resolve(container.getNodeId().getHost()).getNetworkLocation();
  }

  private void apply(Changes changes, List<Container> offered) {
    if (changes.isEmpty()) {
      return;
    }
    for (Offer offer : changes.giveBack()) {
      resourceManager.releaseAssignedContainer(find(offer, offered).getId());
    }
    for (Ask ask : changes.cancel()) {
      resourceManager.removeContainerRequest(asked.remove(ask.id()));
    }
    for (Ask ask : changes.ask()) {
      ContainerRequest request = request(ask);
      asked.put(ask.id(), request);
      resourceManager.addContainerRequest(request);
    }
    if (!changes.ask().isEmpty()) {
      listener.containersAsked(changes.ask().size());
    }
    urgent = true;
    for (Offer offer : changes.accepted()) {
      listener.accepted(find(offer, offered), offer.rack());
    }
  }

  private static Container find(Offer offer, List<Container> offered) {
    return offered.stream()
        .filter(container -> container.getId().toString().equals(offer.containerId()))
        .findFirst()
        .orElseThrow();
  }

  private ContainerRequest request(Ask ask) {
    String host = ask.where().host();
    String rack = ask.where().rack();
    return ContainerRequest.newBuilder()
        .capability(containerResource)
        .priority(PRIORITY)
        .nodes(host.isEmpty() ? null : new String[] {host})
        .racks(rack.isEmpty() ? null : new String[] {rack})
        .relaxLocality(true)
        .build();
  }
}
