package io.heddle.rdd;

import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.EngineVersion;
import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.accumulator.AccumulatorV2;
import io.heddle.rdd.accumulator.CollectionAccumulator;
import io.heddle.rdd.accumulator.DoubleAccumulator;
import io.heddle.rdd.accumulator.LongAccumulator;
import io.heddle.rdd.broadcast.Broadcast;
import io.heddle.rdd.closure.CallSite;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.LineageIds;
import io.heddle.rdd.lineage.Parallelized;
import io.heddle.rdd.lineage.Ranged;
import io.heddle.rdd.lineage.Union;
import io.heddle.rdd.spi.DriverConnector;
import io.heddle.rdd.spi.FileStore;
import io.heddle.rdd.spi.JobHandle;
import io.heddle.rdd.spi.JobRunner;
import io.heddle.serde.SerdeFactory;
import io.heddle.task.PartitionFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A program's way in: makes RDDs, and stands for the application. Get one from {@link #builder};
 * close it at the end. Safe for all threads.
 */
public final class HeddleContext extends Sources implements AutoCloseable {
  /** The process's context: {@code getOrCreate} is about there being one for each process. */
  private static final AtomicReference<HeddleContext> ACTIVE = new AtomicReference<>();

  private final JobRunner runner;
  private final FileStore files;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AsyncJobs async = new AsyncJobs(jobs);
  private final long startTime = System.currentTimeMillis();

  private HeddleContext(JobRunner runner, FileStore files) {
    this.runner = Objects.requireNonNull(runner);
    this.files = files;
  }

  public static Builder builder() {
    return new Builder();
  }

  /**
   * A context on a given driver, apart from {@link Builder#getOrCreate}'s; for the engine's own
   * use.
   *
   * @param files null where no files are read or written
   */
  public static HeddleContext on(JobRunner runner, FileStore files) {
    return new HeddleContext(runner, files);
  }

  /**
   * Lines of text files: a file, a directory (files in it whose names start with {@code _} or
   * {@code .} are left out), a glob, or several of these with commas between.
   *
   * @throws HeddleException INPUT_NOT_FOUND, here or from the first use
   */
  public RDD<String> textFile(String path) {
    return textFile(path, defaultMinPartitions());
  }

  /**
   * As {@link #textFile(String)}.
   *
   * @param minPartitions a hint; splits are cut so that there are about that many or more
   */
  public RDD<String> textFile(String path, int minPartitions) {
    Objects.requireNonNull(path, "path");
    Reshapes.atLeastOne(minPartitions);
    return rdd(files().textFile(ids().nextNode(), CallSite.here(), conf(), path, minPartitions));
  }

  /** An RDD of the list's values as they are now; they must be serialisable. */
  public <T> RDD<T> parallelize(List<? extends T> values) {
    return parallelize(values, defaultParallelism());
  }

  public <T> RDD<T> parallelize(List<? extends T> values, int partitions) {
    return rdd(parallelized("parallelize", values, partitions));
  }

  public <K, V> PairRDD<K, V> parallelizePairs(List<Pair<K, V>> pairs) {
    return parallelizePairs(pairs, defaultParallelism());
  }

  public <K, V> PairRDD<K, V> parallelizePairs(List<Pair<K, V>> pairs, int partitions) {
    return new PairRDD<>(this, parallelized("parallelizePairs", pairs, partitions));
  }

  public DoubleRDD parallelizeDoubles(List<Double> values) {
    return parallelizeDoubles(values, defaultParallelism());
  }

  public DoubleRDD parallelizeDoubles(List<Double> values, int partitions) {
    return new DoubleRDD(this, parallelized("parallelizeDoubles", values, partitions));
  }

  private <T> Lineage<T> parallelized(String operation, List<? extends T> values, int partitions) {
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    SerdeFactory serdes =
        SerdeFactory.of(conf(), classes == null ? getClass().getClassLoader() : classes);
    return new Parallelized<>(
        origin(operation), values, Reshapes.atLeastOne(partitions), serdes.create());
  }

  /** No records in no partitions. */
  public <T> RDD<T> emptyRDD() {
    return rdd(new Union<T>(origin("emptyRDD"), List.of()));
  }

  /** The numbers from {@code start}, not included {@code end}. */
  public RDD<Long> range(long start, long end) {
    return range(start, end, 1, defaultParallelism());
  }

  /**
   * Numbers at even distances, not included {@code end}.
   *
   * @param step from each number to the next; negative counts down
   */
  public RDD<Long> range(long start, long end, long step, int partitions) {
    if (step == 0) {
      throw new HeddleException(ErrorCode.BAD_ARGUMENT, "a range's step must not be 0");
    }
    return rdd(new Ranged(origin("range"), start, end, step, Reshapes.atLeastOne(partitions)));
  }

  /** All partitions of all, those of the first one first. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <T> RDD<T> union(RDD<T>... rdds) {
    return union(List.of(rdds));
  }

  public <T> RDD<T> union(List<? extends RDD<T>> rdds) {
    List<Lineage<T>> parents = new ArrayList<>();
    for (RDD<T> rdd : rdds) {
      parents.add(rdd.lineage());
    }
    return rdd(new Union<>(origin("union"), parents));
  }

  /** As {@link #union(RDD[])}. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final <K, V> PairRDD<K, V> union(PairRDD<K, V>... rdds) {
    return PairRDD.of(this.<Pair<K, V>>union(List.<RDD<Pair<K, V>>>of(rdds)));
  }

  /** As {@link #union(RDD[])}. */
  public DoubleRDD union(DoubleRDD... rdds) {
    return DoubleRDD.of(this.<Double>union(List.<RDD<Double>>of(rdds)));
  }

  /**
   * Makes a value readable by all tasks: sent to each executor once, not with every task.
   *
   * @param value serialisable, not to be changed afterwards; null is none
   * @throws HeddleException BAD_ARGUMENT for null and RDDs, NOT_SERIALIZABLE
   */
  public <T> Broadcast<T> broadcast(T value) {
    if (value == null || value instanceof RDD<?>) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT,
          value == null
              ? "null cannot be broadcast"
              : "an RDD cannot be broadcast; broadcast what collect() gives of it");
    }
    return runner().broadcast(value);
  }

  /** A new accumulator of whole numbers, which no page shows. */
  public LongAccumulator longAccumulator() {
    return longAccumulator("");
  }

  /**
   * A new accumulator of whole numbers.
   *
   * @param name by which the status page shows it
   */
  public LongAccumulator longAccumulator(String name) {
    return registered(new LongAccumulator(), name);
  }

  /** As {@link #longAccumulator()}, of numbers. */
  public DoubleAccumulator doubleAccumulator() {
    return doubleAccumulator("");
  }

  /** As {@link #longAccumulator(String)}, of numbers. */
  public DoubleAccumulator doubleAccumulator(String name) {
    return registered(new DoubleAccumulator(), name);
  }

  /** As {@link #longAccumulator()}, of elements of any kind. */
  public <T> CollectionAccumulator<T> collectionAccumulator() {
    return collectionAccumulator("");
  }

  /** As {@link #longAccumulator(String)}, of elements of any kind. */
  public <T> CollectionAccumulator<T> collectionAccumulator(String name) {
    return registered(new CollectionAccumulator<>(), name);
  }

  /** Makes a program's own accumulator usable in functions; no page shows it. */
  public void register(AccumulatorV2<?, ?> accumulator) {
    register(accumulator, "");
  }

  /**
   * Makes a program's own accumulator usable in functions.
   *
   * @param name by which the status page shows it
   * @throws HeddleException BAD_ARGUMENT when it is registered already
   */
  public void register(AccumulatorV2<?, ?> accumulator, String name) {
    runner().accumulators().register(accumulator, name);
  }

  private <A extends AccumulatorV2<?, ?>> A registered(A accumulator, String name) {
    register(accumulator, name);
    return accumulator;
  }

  /** Partitions where a program names none. */
  public int defaultParallelism() {
    return runner.defaultParallelism();
  }

  /** The application's settings: the program's, with those given at submission. */
  public HeddleConf conf() {
    return runner.conf();
  }

  /** YARN's, or {@code local-<millis>}. */
  public String applicationId() {
    return runner.applicationId();
  }

  public boolean isClosed() {
    return closed.get();
  }

  /** Ends the application's work; running actions fail. Calling it again does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      ACTIVE.compareAndSet(this, null);
      async.close();
      runner.close();
    }
  }

  /** As {@link #close}. */
  public void stop() {
    close();
  }

  // ---- jobs

  /** Stops the jobs that need a stage, by its number on the status page. */
  public void cancelStage(int stageId) {
    cancelStage(stageId, "stage " + stageId + " was cancelled");
  }

  /** As {@link #cancelStage(int)}, with a reason for the error's text. */
  public void cancelStage(int stageId, String reason) {
    runner().cancelStage(stageId, reason);
  }

  /**
   * Ends one attempt of a task, by its number on the stage's page; the task is tried again, and
   * this is no failure of it.
   */
  public void killTaskAttempt(long taskId, String reason) {
    runner().killTask(taskId, reason);
  }

  /** All jobs of the API go through here. */
  <T, R> void run(
      Lineage<T> lineage,
      List<Integer> partitions,
      PartitionFunction<T, R> function,
      String action,
      JobRunner.ResultHandler<R> results) {
    JobHandle job = jobs.begin(action);
    try {
      runner().run(lineage, partitions, function, job, results);
    } finally {
      jobs.end(job);
    }
    checkpoints.afterJob(this, lineage);
  }

  AsyncJobs async() {
    return async;
  }

  // ---- about the application

  /** {@code heddle.master}: yarn, embedded[nodes] or local[threads]. */
  public String master() {
    return conf().get(ApplicationSettings.MASTER);
  }

  public boolean isLocal() {
    return master().startsWith("local");
  }

  public String appName() {
    return conf().get(ApplicationSettings.NAME);
  }

  /** When this context was made, in milliseconds since 1970. */
  public long startTime() {
    return startTime;
  }

  /** The engine's version. */
  public String version() {
    return EngineVersion.current();
  }

  /** The user that the program runs as. */
  public String user() {
    return System.getProperty("user.name");
  }

  /** Jars given beside the program's own. */
  public List<String> jars() {
    return conf().get(ApplicationSettings.JARS);
  }

  /** An RDD of a node made elsewhere in the engine. */
  public <T> RDD<T> rdd(Lineage<T> lineage) {
    return new RDD<>(this, lineage);
  }

  JobRunner runner() {
    if (closed.get()) {
      throw new HeddleException(ErrorCode.CONTEXT_CLOSED, "the HeddleContext has been closed");
    }
    return runner;
  }

  LineageIds ids() {
    return runner.ids();
  }

  FileStore files() {
    if (files == null) {
      throw new HeddleException(
          ErrorCode.INTERNAL, "no FileStore service is on the class path (heddle-hdfs-io)");
    }
    return files;
  }

  /** What a program sets for itself; what was given at submission wins. Used by one thread. */
  public static final class Builder {
    private HeddleConf conf = HeddleConf.empty();

    private Builder() {}

    public Builder appName(String name) {
      return set(ApplicationSettings.NAME.key(), name);
    }

    /**
     * Sets {@code heddle.master}.
     *
     * @param master yarn, embedded[nodes] or local[threads]
     */
    public Builder master(String master) {
      return set(ApplicationSettings.MASTER.key(), master);
    }

    /**
     * Sets any setting.
     *
     * @throws HeddleException UNKNOWN_SETTING or BAD_SETTING
     */
    public Builder set(String key, String value) {
      conf = conf.with(key, value);
      return this;
    }

    /** All of these settings. */
    public Builder config(HeddleConf settings) {
      conf = conf.withAll(settings);
      return this;
    }

    /**
     * The process's context, or a new one when there is none that is open.
     *
     * @throws HeddleException NO_CONTEXT when the master is a cluster and the program was not
     *     started by {@code heddle submit}
     */
    public HeddleContext getOrCreate() {
      synchronized (ACTIVE) {
        HeddleContext active = ACTIVE.get();
        if (active == null || active.isClosed()) {
          active =
              new HeddleContext(
                  service(DriverConnector.class, "heddle-driver").connect(conf),
                  service(FileStore.class, "heddle-hdfs-io"));
          ACTIVE.set(active);
        }
        return active;
      }
    }

    private static <S> S service(Class<S> type, String module) {
      return ServiceLoader.load(type, HeddleContext.class.getClassLoader())
          .findFirst()
          .orElseThrow(
              () ->
                  new HeddleException(
                      ErrorCode.INTERNAL,
                      "no " + type.getSimpleName() + " is on the class path (" + module + ")"));
    }
  }
}
