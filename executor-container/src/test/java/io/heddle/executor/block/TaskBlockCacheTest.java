package io.heddle.executor.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.HeddleConf;
import io.heddle.executor.TestSpaces;
import io.heddle.executor.memory.MemoryManager;
import io.heddle.executor.memory.OffHeapPool;
import io.heddle.executor.memory.TaskMemory;
import io.heddle.executor.spill.FrameWriter;
import io.heddle.executor.spill.SpillDirectories;
import io.heddle.rdd.StorageLevel;
import io.heddle.serde.SerdeFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskBlockCacheTest {
  private static final long MIB = 1 << 20;

  @TempDir Path directory;
  private OffHeapPool outside = new OffHeapPool(0);
  private RemoteBlocks remote = RemoteBlocks.NONE;
  private final AtomicInteger computed = new AtomicInteger();
  private final Map<BlockId, String> reported = new LinkedHashMap<>();

  private BlockStore store(MemoryManager manager) {
    SerdeFactory serdes = SerdeFactory.of(HeddleConf.empty(), getClass().getClassLoader());
    return new BlockStore(
        manager,
        outside,
        new SpillDirectories(List.of(directory), "blocks"),
        () -> new FrameWriter(serdes.create(), true),
        (id, level, memory, disk) ->
            reported.put(id, (memory > 0 ? "memory" : "") + (disk > 0 ? "disk" : "")));
  }

  /** 56 bytes as it is kept: 48 characters, and two numbers to find them by. */
  private static String record(int i) {
    return String.format("%48d", i);
  }

  private Iterator<String> records(int count) {
    computed.incrementAndGet();
    List<String> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(record(i));
    }
    return records.iterator();
  }

  private static List<String> expected(int count) {
    List<String> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(record(i));
    }
    return records;
  }

  private List<String> get(
      BlockStore store, TestSpaces spaces, int rdd, int partition, StorageLevel level, int count)
      throws Exception {
    List<String> all = new ArrayList<>();
    new TaskBlockCache(store, spaces.space(), remote)
        .<String>getOrCompute(rdd, partition, level, () -> records(count))
        .forEachRemaining(all::add);
    return all;
  }

  @Test
  void aBlockIsComputedOnce() throws Exception {
    try (TestSpaces spaces = new TestSpaces(10 * MIB, directory)) {
      BlockStore store = store(spaces.manager());
      for (int i = 0; i < 3; i++) {
        assertThat(get(store, spaces, 1, 0, StorageLevel.MEMORY_ONLY, 5000))
            .isEqualTo(expected(5000));
      }
      assertThat(computed).hasValue(1);
      assertThat(reported).containsEntry(new BlockId(1, 0), "memory");
      assertThat(spaces.manager().storageUsed()).isBetween(5000L * 40, 5000L * 80);
    }
  }

  @Test
  void anEmptyBlockIsABlock() throws Exception {
    try (TestSpaces spaces = new TestSpaces(10 * MIB, directory)) {
      BlockStore store = store(spaces.manager());
      get(store, spaces, 1, 0, StorageLevel.MEMORY_ONLY, 0);
      assertThat(get(store, spaces, 1, 0, StorageLevel.MEMORY_ONLY, 0)).isEmpty();
      assertThat(computed).hasValue(1);
    }
  }

  @Test
  void whatDoesNotFitIsPassedOnAndComputedAgain() throws Exception {
    try (TestSpaces spaces = new TestSpaces(MIB, directory)) {
      BlockStore store = store(spaces.manager());
      for (int i = 0; i < 2; i++) {
        assertThat(get(store, spaces, 1, 0, StorageLevel.MEMORY_ONLY, 50_000))
            .isEqualTo(expected(50_000));
      }
      assertThat(computed).hasValue(2);
      assertThat(spaces.manager().storageUsed()).isZero();
      assertThat(reported).isEmpty();
    }
  }

  @Test
  void whatDoesNotFitGoesToDiskWhereTheLevelSaysSo() throws Exception {
    try (TestSpaces spaces = new TestSpaces(MIB, directory)) {
      BlockStore store = store(spaces.manager());
      for (int i = 0; i < 2; i++) {
        assertThat(get(store, spaces, 1, 0, StorageLevel.MEMORY_AND_DISK, 50_000))
            .isEqualTo(expected(50_000));
      }
      assertThat(computed).hasValue(1);
      assertThat(spaces.manager().storageUsed()).isZero();
      assertThat(reported).containsEntry(new BlockId(1, 0), "disk");
    }
  }

  @Test
  void diskOnlyTakesNoMemory() throws Exception {
    try (TestSpaces spaces = new TestSpaces(10 * MIB, directory)) {
      BlockStore store = store(spaces.manager());
      for (int i = 0; i < 2; i++) {
        assertThat(get(store, spaces, 1, 0, StorageLevel.DISK_ONLY, 1000))
            .isEqualTo(expected(1000));
      }
      assertThat(computed).hasValue(1);
      assertThat(spaces.manager().storageUsed()).isZero();
    }
  }

  @Test
  void theLeastRecentlyUsedBlockLeavesFirst() throws Exception {
    try (TestSpaces spaces = new TestSpaces(MIB, directory)) {
      BlockStore store = store(spaces.manager());
      get(store, spaces, 1, 0, StorageLevel.MEMORY_ONLY, 6500);
      get(store, spaces, 2, 0, StorageLevel.MEMORY_ONLY, 6500);
      get(store, spaces, 1, 0, StorageLevel.MEMORY_ONLY, 6500); // used again
      get(store, spaces, 3, 0, StorageLevel.MEMORY_ONLY, 6500);
      assertThat(reported)
          .containsEntry(new BlockId(2, 0), "")
          .containsEntry(new BlockId(1, 0), "memory")
          .containsEntry(new BlockId(3, 0), "memory");
    }
  }

  @Test
  void blocksOfOneNodeDoNotDriveEachOtherOut() throws Exception {
    try (TestSpaces spaces = new TestSpaces(MIB, directory)) {
      BlockStore store = store(spaces.manager());
      for (int p = 0; p < 10; p++) {
        get(store, spaces, 1, p, StorageLevel.MEMORY_ONLY, 5000);
      }
      assertThat(reported).containsEntry(new BlockId(1, 0), "memory");
      assertThat(reported).doesNotContainKey(new BlockId(1, 9));
    }
  }

  @Test
  void anEvictedBlockIsReadFromDiskWhereTheLevelSaysSo() throws Exception {
    try (TestSpaces spaces = new TestSpaces(MIB, directory)) {
      BlockStore store = store(spaces.manager());
      get(store, spaces, 1, 0, StorageLevel.MEMORY_AND_DISK, 10_000);
      get(store, spaces, 2, 0, StorageLevel.MEMORY_AND_DISK, 10_000);
      assertThat(reported)
          .containsEntry(new BlockId(1, 0), "disk")
          .containsEntry(new BlockId(2, 0), "memory");
      assertThat(get(store, spaces, 1, 0, StorageLevel.MEMORY_AND_DISK, 10_000))
          .isEqualTo(expected(10_000));
      assertThat(computed).hasValue(2);
      store.dropRdd(1);
      store.dropRdd(2);
      assertThat(spaces.manager().storageUsed()).isZero();
    }
  }

  @Test
  void executionTakesMemoryFromBlocks() throws Exception {
    MemoryManager manager = new MemoryManager(MIB, 0.0);
    try (TestSpaces spaces = new TestSpaces(manager, directory)) {
      BlockStore store = store(manager);
      get(store, spaces, 1, 0, StorageLevel.MEMORY_ONLY, 10_000);
      assertThat(manager.storageUsed()).isPositive();
      TaskMemory other = manager.newTask();
      try (AutoCloseable consumer = new Consumer(other)) {
        assertThat(((Consumer) consumer).take(MIB)).isTrue();
      }
      assertThat(manager.storageUsed()).isZero();
      assertThat(reported).containsEntry(new BlockId(1, 0), "");
    }
  }

  private static final class Consumer extends io.heddle.executor.memory.MemoryConsumer
      implements AutoCloseable {
    Consumer(TaskMemory memory) {
      super(memory);
    }

    boolean take(long bytes) throws Exception {
      return grow(bytes);
    }

    @Override
    protected boolean canSpill() {
      return false;
    }

    @Override
    protected void spill() {}

    @Override
    public void close() {
      leave();
    }
  }

  @Test
  void droppedBlocksAreGone() throws Exception {
    try (TestSpaces spaces = new TestSpaces(10 * MIB, directory)) {
      BlockStore store = store(spaces.manager());
      get(store, spaces, 1, 0, StorageLevel.MEMORY_ONLY, 100);
      get(store, spaces, 1, 1, StorageLevel.DISK_ONLY, 100);
      get(store, spaces, 2, 0, StorageLevel.MEMORY_ONLY, 100);
      long before = spaces.manager().storageUsed();
      store.dropRdd(1);
      assertThat(spaces.manager().storageUsed()).isEqualTo(before / 2);
      assertThat(reported)
          .containsEntry(new BlockId(1, 0), "")
          .containsEntry(new BlockId(1, 1), "")
          .containsEntry(new BlockId(2, 0), "memory");
      try (var files = Files.walk(directory)) {
        assertThat(files.filter(Files::isRegularFile)).isEmpty();
      }
    }
  }

  @Test
  void aFailedComputationLeavesNothing() throws Exception {
    try (TestSpaces spaces = new TestSpaces(10 * MIB, directory)) {
      BlockStore store = store(spaces.manager());
      Iterator<String> failing =
          new Iterator<>() {
            private int n;

            @Override
            public boolean hasNext() {
              return true;
            }

            @Override
            public String next() {
              if (n++ == 10_000) {
                throw new IllegalStateException("broken input");
              }
              return "r" + n;
            }
          };
      org.assertj.core.api.Assertions.assertThatThrownBy(
              () ->
                  new TaskBlockCache(store, spaces.space(), remote)
                      .getOrCompute(1, 0, StorageLevel.MEMORY_ONLY, () -> failing))
          .hasMessage("broken input");
      assertThat(spaces.manager().storageUsed()).isZero();
      assertThat(get(store, spaces, 1, 0, StorageLevel.MEMORY_ONLY, 3)).isEqualTo(expected(3));
    }
  }

  @Test
  void twoTasksThatWantABlockComputeItOnce() throws Exception {
    MemoryManager manager = new MemoryManager(10 * MIB, 0.5);
    try (TestSpaces one = new TestSpaces(manager, directory.resolve("one"));
        TestSpaces two = new TestSpaces(manager, directory.resolve("two"))) {
      BlockStore store = store(manager);
      CountDownLatch computing = new CountDownLatch(1);
      CountDownLatch goOn = new CountDownLatch(1);
      CompletableFuture<Iterator<String>> first =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return new TaskBlockCache(store, one.space(), remote)
                      .getOrCompute(
                          1,
                          0,
                          StorageLevel.MEMORY_ONLY,
                          () -> {
                            computing.countDown();
                            goOn.await();
                            return records(10);
                          });
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      computing.await();
      CompletableFuture<List<String>> second =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return get(store, two, 1, 0, StorageLevel.MEMORY_ONLY, 10);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      goOn.countDown();
      assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(expected(10));
      assertThat(first.get(20, TimeUnit.SECONDS)).hasNext();
      assertThat(computed).hasValue(1);
    }
  }
}
