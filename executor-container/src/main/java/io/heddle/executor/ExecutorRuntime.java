package io.heddle.executor;

import io.grpc.Channel;
import io.heddle.conf.EngineVersion;
import io.heddle.conf.HeddleConf;
import io.heddle.error.HeddleException;
import io.heddle.protocol.executor.Register;
import io.heddle.protocol.executor.Registered;
import io.heddle.protocol.executor.ToExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An executor in this JVM: the same for a YARN container and for a local run, which differ in the
 * channel alone. It connects to the driver over the channel, proves itself, and runs tasks until
 * the driver stops it, goes away, or {@link #close} is called.
 *
 * <p>When the stream breaks, all attempts end unreported and cached blocks are dropped, as the
 * driver counts them as lost; the executor tries to register again with nothing running, with the
 * same driver or with that of a later attempt of the application, and ends when none answers for
 * the time that its {@link DriverFinder} says. It works for no attempt earlier than one it has
 * worked for.
 *
 * <p>Safe for all threads. State belongs to a timer thread; whatever happens is handed to it, but
 * for commands of an open session, which the stream's thread carries out.
 */
public final class ExecutorRuntime implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExecutorRuntime.class);

  /** How long the only driver is looked for, at the start and after the stream broke. */
  static final Duration RECONNECT = Duration.ofSeconds(10);

  /**
   * How long the handshake may take. A driver that is gone is noticed before; one that is slow to
   * answer, on a machine with too much to do, is better than none.
   */
  private static final long ANSWER_MILLIS = 60_000;

  private static final long RETRY_MILLIS = 200;
  private static final long LONGEST_RETRY_MILLIS = 3_000;

  /** With less of the heap free after a task ran out of it, the JVM is not fit for another one. */
  private static final double LEAST_FREE = 0.1;

  private final ExecutorOptions options;
  private final DriverFinder drivers;
  private final Consumer<ExecutorEnd> onEnded;
  private final ScheduledExecutorService owner;
  private final Register registration;

  /** Guarded by this; set by the owner. */
  private boolean ended;

  // The owner thread's.
  private long giveUpAtNanos;
  private long retryMillis = RETRY_MILLIS;
  private DriverStream stream;

  /** The application's attempt that it worked for last; 0 before the first. */
  private volatile int workedFor;

  /** The application's settings as the driver told them last. */
  private volatile HeddleConf conf = HeddleConf.empty();

  /** Set by the stream's thread before commands come; cleared by the owner. */
  private volatile Session session;

  private ExecutorRuntime(
      ExecutorOptions options, DriverFinder drivers, Consumer<ExecutorEnd> onEnded) {
    this.options = options;
    this.drivers = drivers;
    this.onEnded = onEnded;
    this.registration = registration(options);
    this.owner =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "heddle-executor");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Starts an executor and returns at once; it registers with the driver when the channel connects.
   *
   * @param channel to the driver; stays the caller's, who closes it after the end
   * @param onEnded called once, by a thread of the executor, when it has ended, for whatever reason
   */
  public static ExecutorRuntime start(
      ExecutorOptions options, Channel channel, Consumer<ExecutorEnd> onEnded) {
    return start(options, new OneDriver(Objects.requireNonNull(channel), RECONNECT), onEnded);
  }

  static ExecutorRuntime start(
      ExecutorOptions options, DriverFinder drivers, Consumer<ExecutorEnd> onEnded) {
    ExecutorRuntime runtime =
        new ExecutorRuntime(options, drivers, Objects.requireNonNull(onEnded));
    runtime.run(
        () -> {
          runtime.lookForDriver();
          runtime.connect();
        });
    return runtime;
  }

  /** Ends the executor: running tasks are interrupted and not reported. Does nothing twice. */
  @Override
  public void close() {
    end(new ExecutorEnd(ExecutorEnd.Kind.STOPPED, "closed by its owner"));
  }

  private void lookForDriver() {
    giveUpAtNanos = System.nanoTime() + drivers.patience().toNanos();
    retryMillis = RETRY_MILLIS;
  }

  private void connect() {
    DriverStream opening =
        new DriverStream(
            options.secret(),
            options.executorId(),
            registration.toBuilder().setWorkedForAttempt(workedFor).build(),
            new Events());
    stream = opening;
    opening.open(drivers.channel());
    var unused =
        owner.schedule(
            () -> {
              if (stream == opening && !opening.isOpen()) {
                opening.abandon();
                disconnected(opening, false, "the driver does not answer");
              }
            },
            ANSWER_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  /** Says whether this is the first time. */
  private synchronized boolean markEnded() {
    boolean first = !ended;
    ended = true;
    return first;
  }

  private synchronized void openSession(DriverStream open, Registered registered) {
    if (!ended) {
      conf = HeddleConf.of(registered.getSettingsMap());
      session =
          new Session(
              options,
              conf,
              Math.max(1, registered.getApplicationAttempt()),
              open,
              owner,
              this::outOfMemory);
    }
  }

  private void end(ExecutorEnd end) {
    run(
        () -> {
          if (!markEnded()) {
            return;
          }
          LOG.info("executor {} ends: {}", options.executorId(), end.reason());
          closeSession();
          stream.close();
          owner.shutdown();
          onEnded.accept(end);
        });
  }

  private void run(Runnable task) {
    try {
      owner.execute(task);
    } catch (RejectedExecutionException e) {
      // It has ended; nothing matters any more.
    }
  }

  private void closeSession() {
    Session open = session;
    session = null;
    if (open != null) {
      open.close();
    }
  }

  /** The stream is over; tries again where that makes sense. */
  private void disconnected(DriverStream over, boolean refused, String reason) {
    if (hasEnded() || over != stream) {
      return;
    }
    if (refused) {
      end(new ExecutorEnd(ExecutorEnd.Kind.REFUSED, reason));
      return;
    }
    if (session != null) {
      LOG.warn("the stream to the driver broke: {}", reason);
      lookForDriver();
      closeSession();
    }
    if (drivers.isClosed() || System.nanoTime() - giveUpAtNanos > 0) {
      end(new ExecutorEnd(ExecutorEnd.Kind.DRIVER_GONE, reason));
      return;
    }
    var unused = owner.schedule(this::reconnect, retryMillis, TimeUnit.MILLISECONDS);
    retryMillis = Math.min(LONGEST_RETRY_MILLIS, retryMillis + retryMillis / 2);
  }

  private void reconnect() {
    if (hasEnded()) {
      return;
    }
    try {
      if (drivers.look(conf)) {
        LOG.info("there is a driver of a later attempt");
        retryMillis = RETRY_MILLIS;
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("a later driver cannot be looked for: {}", e.toString());
    }
    connect();
  }

  private void outOfMemory(OutOfMemoryError error) {
    Runtime runtime = Runtime.getRuntime();
    runtime.gc();
    double free = 1 - (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
    LOG.error("a task ran out of memory; {} of the heap is free after it", free, error);
    // A local run's JVM is the driver's as well, and stays.
    if (free < LEAST_FREE && !options.containerId().isEmpty()) {
      end(new ExecutorEnd(ExecutorEnd.Kind.FAILED, "the heap is full: " + error.getMessage()));
    }
  }

  private static Register registration(ExecutorOptions options) {
    return Register.newBuilder()
        .setHost(options.host())
        .setRack(options.rack())
        .setSlots(options.slots())
        .setShufflePort(options.shufflePort())
        .setPid(ProcessHandle.current().pid())
        .setContainerId(options.containerId())
        .setLogUrl(options.logUrl())
        .setVersion(EngineVersion.current())
        .build();
  }

  private final class Events implements DriverStream.Owner {
    @Override
    public void registered(DriverStream open, Registered registered) {
      int attempt = Math.max(1, registered.getApplicationAttempt());
      if (attempt < workedFor) {
        open.abandon();
        run(() -> disconnected(open, false, "the driver is of attempt " + attempt));
        return;
      }
      workedFor = attempt;
      try {
        // At once, as the commands that follow on this stream need it.
        openSession(open, registered);
        LOG.info("executor {} is registered with the driver", options.executorId());
      } catch (HeddleException e) {
        end(new ExecutorEnd(ExecutorEnd.Kind.FAILED, e.getMessage()));
      }
    }

    @Override
    public void received(ToExecutor message) {
      if (message.hasStop()) {
        end(new ExecutorEnd(ExecutorEnd.Kind.STOPPED, message.getStop().getReason()));
        return;
      }
      Session open = session;
      if (open != null) {
        try {
          open.received(message);
        } catch (RuntimeException | LinkageError e) {
          // What it has done of it is not known, so it must not go on as if nothing had happened.
          LOG.error("the driver's {} failed", message.getMessageCase(), e);
          end(new ExecutorEnd(ExecutorEnd.Kind.FAILED, message.getMessageCase() + " failed: " + e));
        }
      }
    }

    @Override
    public void ended(DriverStream over, boolean refused, String reason) {
      run(() -> disconnected(over, refused, reason));
    }
  }
}
