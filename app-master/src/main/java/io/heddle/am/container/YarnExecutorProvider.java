package io.heddle.am.container;

import io.heddle.am.allocation.ExecutorEnd;
import io.heddle.am.allocation.Headroom;
import io.heddle.am.allocation.PreemptionCount;
import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.DataSize;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.RecoverySettings;
import io.heddle.conf.SchedulerSettings;
import io.heddle.conf.YarnSettings;
import io.heddle.driver.allocation.ExecutorDemand;
import io.heddle.driver.allocation.ExecutorListener;
import io.heddle.driver.allocation.ExecutorProvider;
import io.heddle.driver.allocation.ExecutorSupply;
import io.heddle.driver.recovery.KnownExecutor;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.NodeState;
import org.apache.hadoop.yarn.api.records.PreemptionContainer;
import org.apache.hadoop.yarn.api.records.PreemptionContract;
import org.apache.hadoop.yarn.api.records.PreemptionMessage;
import org.apache.hadoop.yarn.api.records.PreemptionResourceRequest;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.api.records.ResourceRequest;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executors in YARN containers. Demand may come before the ApplicationMaster is registered; it is
 * kept until {@link #connect}.
 *
 * <p><b>The first request.</b> Containers asked for before anyone knows where the data lies are
 * placed anywhere, and stay there. So demand that names no hosts waits for {@link #PATIENCE} after
 * the connection, for a first job to say where; after that it is asked as it stands.
 *
 * <p>Safe for all threads.
 */
public final class YarnExecutorProvider implements ExecutorProvider {
  /** How long the first request waits to hear where the data lies. */
  static final Duration PATIENCE = Duration.ofMillis(300);

  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  /** A node in such a state serves no map outputs any more. */
  private static final Set<NodeState> GONE =
      EnumSet.of(NodeState.LOST, NodeState.DECOMMISSIONED, NodeState.SHUTDOWN);

  /** Of both schedulers that preempt. */
  private static final long DEFAULT_GRACE_MILLIS = 15_000;

  private static final Logger LOG = LoggerFactory.getLogger(YarnExecutorProvider.class);

  private final HeddleConf conf;
  private final ExecutorLaunchPlan plan;
  private final MilestoneSink milestones;
  private final Consumer<HeddleException> onGivenUp;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "heddle-first-request");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<ContainerId, ExecutorContainer> containers = new HashMap<>();
  private final Map<String, String> releasedReasons = new HashMap<>();
  private final Set<String> lostHosts = new HashSet<>();
  private final Set<String> leavingHosts = new HashSet<>();
  private final KeptExecutors kept = new KeptExecutors();
  private Previous previous = new Previous(List.of(), Map.of(), count -> {});
  private ExecutorListener listener;
  private ExecutorDemand waiting;
  private ResourceManagerLoop loop;
  private ExecutorLauncher launcher;
  private boolean asking;
  private boolean stopped;
  private boolean givenUp;
  private int lastId;
  private int failures;
  private int mostWanted;
  private boolean schedulerCountsCores;
  private long graceMillis;
  private ExecutorSupply supply = ExecutorSupply.UNKNOWN;

  /**
   * What the attempt before left.
   *
   * @param containers that run on
   * @param executors in containers, by container
   * @param told how many executors have come back, once it is known; called by any thread
   */
  public record Previous(
      List<Container> containers, Map<String, KnownExecutor> executors, IntConsumer told) {
    public Previous {
      containers = List.copyOf(containers);
      executors = Map.copyOf(executors);
    }
  }

  /** Takes points of the way to the first task. */
  public interface MilestoneSink {
    void reached(String name, String subject);
  }

  /**
   * @param onGivenUp told, once, why no executors can be had any more; called by any thread
   */
  public YarnExecutorProvider(
      HeddleConf conf,
      ExecutorLaunchPlan plan,
      MilestoneSink milestones,
      Consumer<HeddleException> onGivenUp) {
    this.onGivenUp = onGivenUp;
    this.conf = conf;
    this.plan = plan;
    this.milestones = milestones;
  }

  @Override
  public synchronized void start(ExecutorListener newListener) {
    listener = newListener;
  }

  /**
   * Begins to talk to the ResourceManager; called once, after the registration.
   *
   * @param driverAddress host and port that executors connect to
   * @param progress of the application, from 0 to 1
   * @param coresCount whether YARN's scheduler goes by cores too
   * @param before what the attempt before left
   */
  public synchronized void connect(
      AMRMClient<ContainerRequest> resourceManager,
      Configuration hadoop,
      String driverAddress,
      DoubleSupplier progress,
      boolean coresCount,
      Previous before) {
    if (stopped) {
      return;
    }
    previous = before;
    schedulerCountsCores = coresCount;
    graceMillis = graceMillis(hadoop);
    launcher =
        new ExecutorLauncher(
            hadoop, plan, driverAddress, conf.get(YarnSettings.LAUNCH_THREADS), new Launches());
    loop =
        new ResourceManagerLoop(
            resourceManager,
            plan.size(),
            conf.get(YarnSettings.AM_HEARTBEAT),
            conf.get(YarnSettings.AM_BUSY_HEARTBEAT),
            ASK_AGAIN,
            progress,
            new Answers());
    loop.start();
    if (!previous.containers().isEmpty()) {
      adopt(previous.containers());
    }
    if (waiting != null && namesPlaces(waiting)) {
      ask();
    } else {
      timer.schedule(this::ask, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Waits for executors that run on; containers in which nobody is known are given back. */
  private synchronized void adopt(List<Container> containers) {
    List<Container> adopted = new ArrayList<>();
    for (Container container : containers) {
      Optional<ExecutorContainer> executor = kept.adopt(container, previous.executors());
      if (executor.isEmpty()) {
        LOG.info("Nobody knows who runs in {}; it is given back", container.getId());
        loop.release(container.getId());
        continue;
      }
      adopted.add(container);
      ExecutorContainer found = executor.get();
      this.containers.put(container.getId(), found);
      listener.launching(found.executorId(), found.host(), found.rack(), found.containerId());
    }
    loop.adopt(adopted);
    if (!kept.isWaiting()) {
      previous.told().accept(kept.back());
      return;
    }
    long wait = conf.get(RecoverySettings.REGISTRATION_WAIT).toMillis();
    var unused = timer.schedule(this::giveUpKept, wait, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void registered(String executorId) {
    if (kept.registered(executorId)) {
      previous.told().accept(kept.back());
    }
  }

  private synchronized void giveUpKept() {
    List<ContainerId> late = kept.giveUp();
    for (ContainerId id : late) {
      loop.release(id);
      loop.ended(id);
      ended(id, new ExecutorEnd("did not come back to the second attempt's driver", false, false));
    }
    if (!late.isEmpty()) {
      previous.told().accept(kept.back());
    }
  }

  @Override
  public synchronized void demand(ExecutorDemand demand) {
    waiting = demand;
    mostWanted = Math.max(mostWanted, demand.total());
    if (loop != null && (asking || namesPlaces(demand))) {
      ask();
    }
  }

  private synchronized void ask() {
    if (!stopped) {
      asking = true;
      if (waiting != null && !givenUp) {
        loop.demand(waiting);
      }
    }
  }

  private static boolean namesPlaces(ExecutorDemand demand) {
    return !demand.tasksByHost().isEmpty() || !demand.tasksByRack().isEmpty();
  }

  @Override
  public synchronized void release(String executorId, String reason) {
    for (ExecutorContainer container : containers.values()) {
      if (container.executorId().equals(executorId)) {
        releasedReasons.putIfAbsent(executorId, reason);
        loop.release(container.container().getId());
        return;
      }
    }
  }

  @Override
  public void stop() {
    ResourceManagerLoop stopping;
    ExecutorLauncher closing;
    synchronized (this) {
      if (stopped) {
        return;
      }
      stopped = true;
      stopping = loop;
      closing = launcher;
    }
    timer.shutdownNow();
    if (stopping != null) {
      try {
        stopping.stop();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      closing.close();
    }
  }

  /**
   * 1, 2, 3 … in the application's first attempt, and 2.1, 2.2 … in its second: an executor of the
   * first that has not ended yet shares directories with those of the second on its node.
   */
  private String nextName(ContainerId id) {
    int attempt = id.getApplicationAttemptId().getAttemptId();
    return (attempt == 1 ? "" : attempt + ".") + ++lastId;
  }

  /**
   * How long YARN waits between asking for a container and taking it, as far as this configuration
   * knows the ResourceManager's.
   */
  private long graceMillis(Configuration hadoop) {
    long wait =
        hadoop.getLong(
            "yarn.resourcemanager.monitor.capacity.preemption.max_wait_before_kill",
            hadoop.getLong("yarn.scheduler.fair.waitTimeBeforeKill", DEFAULT_GRACE_MILLIS));
    // It has begun to wait before the heartbeat that tells us.
    return Math.max(0, wait - conf.get(YarnSettings.AM_HEARTBEAT).toMillis());
  }

  private int maxFailures() {
    int configured = conf.get(SchedulerSettings.MAX_EXECUTOR_FAILURES);
    return configured > 0 ? configured : (int) Math.max(3, Math.min(2L * mostWanted, 1 << 30));
  }

  /** An executor's end, however it is known; the first account of it counts. */
  private synchronized void ended(ContainerId id, ExecutorEnd end) {
    ExecutorContainer container = containers.remove(id);
    if (container == null || stopped) {
      return;
    }
    String released = releasedReasons.remove(container.executorId());
    String reason = released == null ? end.reason() : released;
    boolean failed = end.failed() && released == null;
    LOG.info("Executor {} on {} ended: {}", container.executorId(), container.host(), reason);
    if (kept.ended(container.executorId())) {
      previous.told().accept(kept.back());
    }
    listener.ended(container.executorId(), reason, failed);
    if (end.nodeLost() && released == null && lostHosts.add(container.host())) {
      listener.nodeLost(container.host(), end.reason());
    }
    if (failed && ++failures >= maxFailures()) {
      giveUp(
          new HeddleException(
              ErrorCode.EXECUTORS_KEEP_FAILING,
              failures
                  + " executors died by themselves, which is the most that"
                  + " heddle.executor.maxFailures allows; the last, "
                  + container.executorId()
                  + " on "
                  + container.host()
                  + ", "
                  + reason));
    }
  }

  /** Asks for nothing any more, and says why. */
  private synchronized void giveUp(HeddleException cause) {
    if (stopped || givenUp) {
      return;
    }
    givenUp = true;
    LOG.error("No more executors can be had: {}", cause.getMessage());
    loop.demand(new ExecutorDemand(0, Map.of(), Map.of()));
    listener.failed(cause);
    onGivenUp.accept(cause);
  }

  /** What NodeManagers say. */
  private final class Launches implements ExecutorLauncher.Listener {
    @Override
    public void launched(ExecutorContainer container) {
      milestones.reached("container-launched", container.containerId());
    }

    @Override
    public void launchFailed(
        ExecutorContainer container, String reason, boolean auxServiceMissing) {
      if (auxServiceMissing) {
        giveUp(
            new HeddleException(
                ErrorCode.AUX_SERVICE_MISSING,
                "the NodeManager on " + container.host() + " has no shuffle service"));
      }
      ContainerId id = container.container().getId();
      loop.release(id);
      loop.ended(id);
      ended(id, new ExecutorEnd("could not be started: " + reason, true, false));
    }
  }

  /** What the ResourceManager says. */
  private final class Answers implements ResourceManagerLoop.Listener {
    @Override
    public void accepted(Container container, String rack) {
      ExecutorContainer executor;
      synchronized (YarnExecutorProvider.this) {
        if (stopped) {
          return;
        }
        executor = new ExecutorContainer(nextName(container.getId()), container, rack);
        containers.put(container.getId(), executor);
        lostHosts.remove(executor.host());
        milestones.reached("container-allocated", executor.containerId());
        listener.launching(
            executor.executorId(), executor.host(), executor.rack(), executor.containerId());
      }
      launcher.launch(executor);
    }

    @Override
    public void completed(ContainerStatus status) {
      ContainerId id = status.getContainerId();
      boolean released;
      synchronized (YarnExecutorProvider.this) {
        ExecutorContainer container = containers.get(id);
        released = container != null && releasedReasons.containsKey(container.executorId());
        if (container != null && !released && ExecutorEnd.isPreemption(status.getExitStatus())) {
          listener.preemptionAsked(true, List.of(container.executorId()), 1, 0);
        }
      }
      ended(
          id,
          ExecutorEnd.of(
              status.getExitStatus(),
              status.getDiagnostics(),
              released,
              DataSize.ofMebibytes(plan.size().megabytes())));
    }

    @Override
    public void found(List<Container> late) {
      adopt(late);
    }

    @Override
    public void nodeChanged(NodeReport node) {
      String host = node.getNodeId().getHost();
      NodeState state = node.getNodeState();
      synchronized (YarnExecutorProvider.this) {
        if (state == NodeState.DECOMMISSIONING) {
          if (leavingHosts.add(host)) {
            Integer seconds = node.getDecommissioningTimeout();
            listener.nodeDecommissioning(host, seconds == null ? 0 : seconds * 1_000L);
          }
        } else if (leavingHosts.remove(host) && state == NodeState.RUNNING) {
          listener.nodeStays(host);
        }
        if (GONE.contains(state)) {
          if (lostHosts.add(host)) {
            listener.nodeLost(host, "its NodeManager is " + state.name());
          }
        } else if (state == NodeState.RUNNING) {
          lostHosts.remove(host);
        }
      }
    }

    @Override
    public void preemptionAsked(PreemptionMessage message) {
      synchronized (YarnExecutorProvider.this) {
        if (message.getStrictContract() != null) {
          List<String> named = executorsIn(message.getStrictContract().getContainers());
          if (!named.isEmpty()) {
            listener.preemptionAsked(true, named, named.size(), graceMillis);
          }
        }
        if (message.getContract() != null) {
          negotiable(message.getContract());
        }
      }
    }

    private void negotiable(PreemptionContract contract) {
      List<String> named = executorsIn(contract.getContainers());
      long megabytes = 0;
      long cores = 0;
      if (contract.getResourceRequest() != null) {
        for (PreemptionResourceRequest each : contract.getResourceRequest()) {
          ResourceRequest request = each.getResourceRequest();
          Resource resource = request.getCapability();
          megabytes += resource.getMemorySize() * request.getNumContainers();
          cores += (long) resource.getVirtualCores() * request.getNumContainers();
        }
      }
      int others = contract.getContainers() == null ? 0 : contract.getContainers().size();
      int count =
          PreemptionCount.of(
              named.size(),
              others - named.size(),
              megabytes,
              schedulerCountsCores ? cores : 0,
              plan.size().megabytes(),
              plan.size().cores());
      if (count > 0) {
        listener.preemptionAsked(false, named, count, graceMillis);
      }
    }

    /** In the order of their names, for YARN's sets have none. */
    private List<String> executorsIn(Set<PreemptionContainer> named) {
      List<String> executors = new ArrayList<>();
      if (named != null) {
        for (PreemptionContainer container : named) {
          ExecutorContainer executor = containers.get(container.getId());
          if (executor != null) {
            executors.add(executor.executorId());
          }
        }
      }
      Collections.sort(executors);
      return executors;
    }

    @Override
    public void supplied(int asked, int held, Resource headroom) {
      synchronized (YarnExecutorProvider.this) {
        Headroom room =
            new Headroom(
                headroom == null ? 0 : headroom.getMemorySize(),
                headroom == null ? 0 : headroom.getVirtualCores(),
                schedulerCountsCores);
        ExecutorSupply now =
            new ExecutorSupply(
                asked,
                held,
                headroom == null ? -1 : room.containers(plan.size()),
                asked == 0 || headroom == null
                    ? ""
                    : room.whyWaiting(conf.get(ApplicationSettings.QUEUE), asked, plan.size()));
        if (!now.equals(supply)) {
          supply = now;
          listener.supplied(now);
        }
      }
    }

    @Override
    public void containersAsked(int count) {
      milestones.reached("containers-asked", Integer.toString(count));
    }

    @Override
    public void failed(HeddleException cause) {
      giveUp(cause);
    }
  }
}
