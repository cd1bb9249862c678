package program;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.Application;
import io.heddle.driver.recovery.MemoryStore;
import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.StorageLevel;
import io.heddle.rdd.accumulator.LongAccumulator;
import io.heddle.rdd.broadcast.Broadcast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose driver is gone half way, and what a second one that runs the program again does. */
class RecoveredRunTest {
  private static final int MAPS = 5;
  private static final int MIDDLES = 4;

  private static final AtomicInteger MAP_RUNS = new AtomicInteger();
  private static final AtomicInteger MIDDLE_RUNS = new AtomicInteger();

  /** The middle task that waits, and where it waits; none when it is null. */
  private static final AtomicReference<CountDownLatch> GATE = new AtomicReference<>();

  private static final AtomicReference<CountDownLatch> AT_GATE = new AtomicReference<>();

  @TempDir Path files;
  private final MemoryStore store = new MemoryStore();

  @BeforeEach
  void begin() {
    MAP_RUNS.set(0);
    MIDDLE_RUNS.set(0);
    GATE.set(new CountDownLatch(1));
    AT_GATE.set(new CountDownLatch(1));
  }

  private static void run(AtomicInteger runs) {
    runs.incrementAndGet();
  }

  /** Lets two middle tasks pass, and holds the third. */
  private static void middle() throws InterruptedException {
    if (MIDDLE_RUNS.incrementAndGet() == 3 && GATE.get() != null) {
      AT_GATE.get().countDown();
      GATE.get().await();
    }
  }

  /** Two shuffles; the numbers below 100 summed by their last digit, and by whether it is odd. */
  private static Map<Integer, Long> sums(HeddleContext context) {
    return context
        .range(0, 100, 1, MAPS)
        .mapPartitions(
            numbers -> {
              run(MAP_RUNS);
              return numbers;
            })
        .mapToPair(n -> new Pair<>((int) (n % 10), n))
        .reduceByKey(Long::sum, MIDDLES)
        .mapPartitions(
            sums -> {
              middle();
              return sums;
            })
        .mapToPair(sum -> new Pair<>(sum.key() % 2, sum.value()))
        .reduceByKey(Long::sum, 2)
        .collectAsMap();
  }

  private static final Map<Integer, Long> SUMS = Map.of(0, 2450L, 1, 2500L);

  /** Runs until the gate, waits for the journal to have what was done, and leaves it there. */
  private MemoryStore firstAttempt(int outputs) throws Exception {
    try (Application first = new Application(files, store, 1)) {
      Thread program =
          new Thread(
              () -> {
                try {
                  sums(first.context);
                } catch (RuntimeException e) {
                  // Its driver goes while it waits.
                }
              });
      program.start();
      AT_GATE.get().await();
      MemoryStore atDeath = store.awaitOutputs(outputs);
      first.close();
      program.join();
      GATE.set(null);
      MAP_RUNS.set(0);
      MIDDLE_RUNS.set(0);
      return atDeath;
    }
  }

  @Test
  void finishedMapTasksAreNotRunAgain() throws Exception {
    MemoryStore atDeath = firstAttempt(MAPS + 2);
    try (Application second = new Application(files, atDeath, 2)) {
      assertThat(sums(second.context)).isEqualTo(SUMS);
      assertThat(MAP_RUNS).hasValue(0);
      assertThat(MIDDLE_RUNS).hasValue(MIDDLES - 2);
      assertThat(second.status.notices().toString())
          .contains("attempt 2: 5 of 5 map tasks of stage 0")
          .contains("attempt 2: 2 of 4 map tasks of stage 1");
    }
  }

  @Test
  void withoutAJournalAllIsDoneAgain() throws Exception {
    firstAttempt(MAPS + 2);
    try (Application second = new Application(files, new MemoryStore(), 2)) {
      assertThat(sums(second.context)).isEqualTo(SUMS);
      assertThat(MAP_RUNS).hasValue(MAPS);
      assertThat(MIDDLE_RUNS).hasValue(MIDDLES);
    }
  }

  @Test
  void outputsThatAreGoneAreMadeAgain() throws Exception {
    MemoryStore atDeath = firstAttempt(MAPS + 2);
    Path outputs = files.resolve("heddle-shuffle/0");
    try (var all = Files.list(outputs)) {
      for (Path file : all.filter(each -> each.toString().contains("/3-")).toList()) {
        Files.delete(file);
      }
    }
    try (Application second = new Application(files, atDeath, 2)) {
      assertThat(sums(second.context)).isEqualTo(SUMS);
      assertThat(MAP_RUNS).hasValue(1);
    }
  }

  @Test
  void aThirdAttemptTakesOverFromTheSecond() throws Exception {
    MemoryStore atDeath = firstAttempt(MAPS + 2);
    try (Application second = new Application(files, atDeath, 2)) {
      assertThat(sums(second.context)).isEqualTo(SUMS);
    }
    MAP_RUNS.set(0);
    MIDDLE_RUNS.set(0);
    try (Application third = new Application(files, atDeath, 3)) {
      assertThat(sums(third.context)).isEqualTo(SUMS);
      assertThat(MAP_RUNS).hasValue(0);
      assertThat(MIDDLE_RUNS).hasValue(0);
    }
  }

  private static long counted(HeddleContext context, long least) {
    return context
        .range(0, 100, 1, MAPS)
        .mapPartitions(
            numbers -> {
              run(MAP_RUNS);
              return numbers;
            })
        .filter(n -> n >= least)
        .count();
  }

  @Test
  void theResultOfAFinishedJobIsKnown() {
    try (Application first = new Application(files, store, 1)) {
      assertThat(counted(first.context, 10)).isEqualTo(90);
    }
    MAP_RUNS.set(0);
    try (Application second = new Application(files, store, 2)) {
      assertThat(counted(second.context, 10)).isEqualTo(90);
      assertThat(MAP_RUNS).hasValue(0);
      assertThat(counted(second.context, 10)).isEqualTo(90); // the first ran it once
      assertThat(MAP_RUNS).hasValue(MAPS);
    }
  }

  @Test
  void aChangedConstantMakesAnotherJob() {
    try (Application first = new Application(files, store, 1)) {
      assertThat(counted(first.context, 10)).isEqualTo(90);
    }
    try (Application second = new Application(files, store, 2)) {
      assertThat(counted(second.context, 11)).isEqualTo(89);
    }
  }

  private static long odd(HeddleContext context, LongAccumulator seen) {
    return context
        .range(0, 100, 1, MAPS)
        .mapToPair(
            n -> {
              seen.add(1L);
              return new Pair<>(n % 2, n);
            })
        .reduceByKey(Long::sum, 2)
        .mapPartitions(
            sums -> {
              run(MAP_RUNS);
              return sums;
            })
        .count();
  }

  @Test
  void whatTasksTakenOverHaveAddedCounts() {
    for (int attempt = 1; attempt <= 2; attempt++) {
      MAP_RUNS.set(0);
      try (Application application = new Application(files, store, attempt)) {
        LongAccumulator seen = application.context.longAccumulator("seen");
        assertThat(odd(application.context, seen)).isEqualTo(2);
        assertThat(seen.value()).isEqualTo(100);
        assertThat(MAP_RUNS).hasValue(2); // the action itself runs again
      }
    }
    try (Application third = new Application(files, store, 3)) {
      assertThat(third.status.notices()).isEmpty();
    }
  }

  @Test
  void broadcastsAreKnownByTheirContent() {
    for (String word : List.of("a", "a", "b")) {
      MAP_RUNS.set(0);
      boolean known = store.has(1) && word.equals("a");
      try (Application application = new Application(files, store, store.has(1) ? 2 : 1)) {
        Broadcast<List<String>> words = application.context.broadcast(List.of(word));
        long count =
            application
                .context
                .range(0, 10, 1, 2)
                .mapToPair(
                    n -> {
                      run(MAP_RUNS);
                      return new Pair<>(words.value().get(0), n);
                    })
                .reduceByKey(Long::sum, 1)
                .count();
        assertThat(count).isEqualTo(1);
        assertThat(MAP_RUNS).hasValue(known ? 0 : 10);
      }
    }
  }

  @Test
  void whatIsDeclaredIndeterminateIsRunAgain() {
    for (int attempt = 1; attempt <= 2; attempt++) {
      MAP_RUNS.set(0);
      try (Application application = new Application(files, store, attempt)) {
        long count =
            application
                .context
                .range(0, 10, 1, 2)
                .map(
                    n -> {
                      run(MAP_RUNS);
                      return n;
                    })
                .indeterminate()
                .mapToPair(n -> new Pair<>(n, n))
                .reduceByKey(Long::sum, 2)
                .count();
        assertThat(count).isEqualTo(10);
        assertThat(MAP_RUNS).hasValue(10);
      }
    }
  }

  @Test
  void theEndOfACommitIsWrittenDown() {
    Path out = files.resolve("out");
    try (Application first = new Application(files, store, 1)) {
      first.context.range(0, 10, 1, 2).saveAsTextFile("file:" + out);
    }
    assertThat(store.committed()).containsExactly("file:" + out);
    assertThat(out.resolve("_SUCCESS")).exists();
  }

  @Test
  void whatACacheIsFilledByIsRunAgain() {
    for (int attempt = 1; attempt <= 2; attempt++) {
      MAP_RUNS.set(0);
      try (Application application = new Application(files, store, attempt)) {
        var kept =
            application
                .context
                .range(0, 10, 1, 2)
                .map(
                    n -> {
                      run(MAP_RUNS);
                      return n;
                    })
                .persist(StorageLevel.MEMORY_ONLY);
        kept.localCheckpoint();
        assertThat(kept.count()).isEqualTo(10);
        assertThat(kept.count()).isEqualTo(10);
        assertThat(MAP_RUNS).hasValue(10);
      }
    }
  }

  @Test
  void aFileThatHasChangedIsReadAgain() throws IOException {
    Path input = files.resolve("input");
    Files.writeString(input, "1\n2\n");
    Path own = Files.createDirectory(files.resolve("own"));
    assertThat(linesOf(own, input, 1)).isEqualTo(2);
    assertThat(MAP_RUNS).hasValue(2);
    assertThat(linesOf(own, input, 2)).isEqualTo(2);
    assertThat(MAP_RUNS).hasValue(2);
    FileTime later = FileTime.fromMillis(Files.getLastModifiedTime(input).toMillis() + 2000);
    Files.writeString(input, "3\n4\n");
    Files.setLastModifiedTime(input, later);
    assertThat(linesOf(own, input, 3)).isEqualTo(2);
    assertThat(MAP_RUNS).hasValue(4);
  }

  private long linesOf(Path own, Path input, int attempt) {
    try (Application application = new Application(own, store, attempt)) {
      return application
          .context
          .textFile("file:" + input, 1)
          .filter(
              line -> {
                run(MAP_RUNS);
                return true;
              })
          .count();
    }
  }
}
