package io.heddle.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import io.heddle.rdd.RDD;
import io.heddle.rdd.StorageLevel;
import io.heddle.rdd.broadcast.Broadcast;
import io.heddle.rdd.spi.JobRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a whole local application leaves on disk, while it runs and afterwards. */
class LocalCleaningTest {
  private static final CountDownLatch HELD = new CountDownLatch(1);
  private static final CountDownLatch GO = new CountDownLatch(1);

  @TempDir static Path temporary;

  private final StatusStore status = new StatusStore(StoreLimits.defaults());
  private final HeddleContext context = start();

  private HeddleContext start() {
    String before = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", temporary.toString());
    try {
      JobRunner runner =
          LocalDriver.start(
              HeddleConf.empty().with(ApplicationSettings.MASTER, "local[2]"),
              getClass().getClassLoader(),
              status);
      return HeddleContext.on(runner, null);
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
  }

  @AfterEach
  void close() {
    context.close();
    assertThat(temporary).isEmptyDirectory();
  }

  /** Collects garbage until something holds. */
  private static void eventually(Runnable assertion) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (true) {
      System.gc();
      try {
        assertion.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        LockSupport.parkNanos(50_000_000);
      }
    }
  }

  private static List<String> files(String kind) {
    try (Stream<Path> all = Files.walk(temporary)) {
      return all.filter(Files::isRegularFile)
          .map(file -> temporary.relativize(file).toString())
          .filter(file -> file.contains(kind))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UncheckedIOException goneMeanwhile) {
      return files(kind);
    }
  }

  private PairRDD<Long, Integer> counted() {
    return context
        .range(0, 1000, 1, 3)
        .mapToPair(n -> new Pair<>(n % 7, 1))
        .reduceByKey(Integer::sum);
  }

  @Test
  void filesOfAShuffleGoWithTheLastReferenceToIt() {
    PairRDD<Long, Integer> counted = counted();
    assertThat(counted.count()).isEqualTo(7);
    assertThat(files("heddle-shuffle")).isNotEmpty();
    System.gc();
    assertThat(counted.count()).isEqualTo(7); // reads the same files
    assertThat(status.totals().stagesSkipped()).isEqualTo(1);
    Reference.reachabilityFence(counted);

    counted = null;
    eventually(
        () -> {
          assertThat(files("heddle-shuffle")).isEmpty();
        });
  }

  @Test
  void cachedBlocksGoWithTheLastReferenceToTheirRdd() {
    RDD<String> kept =
        context.range(0, 1000, 1, 3).map(n -> "text " + n).persist(StorageLevel.DISK_ONLY);
    RDD<String> inMemory = kept.map(text -> text + "!").cache();
    assertThat(inMemory.count()).isEqualTo(1000);
    assertThat(files("heddle-spill")).hasSize(3);
    assertThat(status.rdds()).hasSize(2);
    kept = null;
    System.gc();
    assertThat(inMemory.count()).isEqualTo(1000);
    assertThat(files("heddle-spill")).hasSize(3); // its child could need them again
    Reference.reachabilityFence(inMemory);

    inMemory = null;
    eventually(
        () -> {
          assertThat(files("heddle-spill")).isEmpty();
          assertThat(status.rdds()).isEmpty();
        });
  }

  @Test
  void nothingGoesWhileAJobRunsThatUsesIt() throws Exception {
    Future<Long> job = longJob();
    HELD.await();
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(150); // the driver looks every 100 ms
      assertThat(files("heddle-shuffle")).isNotEmpty();
      assertThat(files("heddle-spill")).isNotEmpty();
    }
    GO.countDown();
    assertThat(job.get()).isEqualTo(7);
    eventually(
        () -> {
          assertThat(files("heddle-shuffle")).isEmpty();
          assertThat(files("heddle-spill")).isEmpty();
        });
  }

  /** Whose result alone is referred to. */
  private Future<Long> longJob() {
    Broadcast<List<Long>> broadcast = context.broadcast(List.of(1L, 2L));
    RDD<Pair<Long, Integer>> slow =
        counted()
            .persist(StorageLevel.DISK_ONLY)
            .map(
                pair -> {
                  HELD.countDown();
                  GO.await();
                  return new Pair<>(pair.key(), broadcast.value().size());
                });
    return slow.countAsync();
  }
}
