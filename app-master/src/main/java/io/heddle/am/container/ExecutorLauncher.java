package io.heddle.am.container;

import io.heddle.am.launch.ContainerLayout;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.client.api.NMClient;
import org.apache.hadoop.yarn.exceptions.InvalidAuxServiceException;
import org.apache.hadoop.yarn.exceptions.YarnException;

/** Starts executors in containers, several at a time. Safe for all threads. */
final class ExecutorLauncher implements AutoCloseable {
  /** Is told how each launch went, by a thread of the launcher's. */
  interface Listener {
    void launched(ExecutorContainer container);

    /**
     * @param auxServiceMissing whether the node has no shuffle service
     */
    void launchFailed(ExecutorContainer container, String reason, boolean auxServiceMissing);
  }

  private final NMClient nodeManagers;
  private final ExecutorLaunchPlan plan;
  private final String driverAddress;
  private final Listener listener;
  private final ExecutorService threads;

  /**
   * @param parallel containers that are started at the same time
   * @param driverAddress host and port that executors connect to
   */
  ExecutorLauncher(
      Configuration hadoop,
      ExecutorLaunchPlan plan,
      String driverAddress,
      int parallel,
      Listener listener) {
    this.plan = plan;
    this.driverAddress = driverAddress;
    this.listener = listener;
    this.nodeManagers = NMClient.createNMClient();
    // The end of the application ends its containers anyhow; asking each node takes time.
    nodeManagers.cleanupRunningContainersOnStop(false);
    nodeManagers.init(hadoop);
    nodeManagers.start();
    AtomicInteger count = new AtomicInteger();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            parallel,
            parallel,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "heddle-launch-" + count.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    pool.allowCoreThreadTimeOut(true);
    threads = pool;
  }

  /** For short work that may block on a NodeManager. */
  Executor threads() {
    return threads;
  }

  void launch(ExecutorContainer container) {
    threads.execute(() -> start(container));
  }

  private void start(ExecutorContainer container) {
    try {
      nodeManagers.startContainer(container.container(), plan.contextFor(container, driverAddress));
      listener.launched(container);
    } catch (InvalidAuxServiceException e) {
      listener.launchFailed(container, e.getMessage(), true);
    } catch (YarnException | IOException | RuntimeException e) {
      String message = String.valueOf(e.getMessage());
      // A NodeManager hands its exception over as text in some of its answers.
      boolean auxServiceMissing =
          message.contains("auxService:" + ContainerLayout.SHUFFLE_SERVICE)
              && message.contains("does not exist");
      listener.launchFailed(container, message, auxServiceMissing);
    }
  }

  /** Starts no more; does not end what runs. */
  @Override
  public void close() {
    threads.shutdownNow();
    nodeManagers.stop();
  }
}
