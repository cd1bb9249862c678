package io.heddle.executor.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.HeddleConf;
import io.heddle.executor.TestSpaces;
import io.heddle.executor.memory.MemoryManager;
import io.heddle.executor.memory.OffHeapPool;
import io.heddle.executor.peer.Peers;
import io.heddle.executor.spill.FrameWriter;
import io.heddle.executor.spill.SpillDirectories;
import io.heddle.rdd.Pair;
import io.heddle.rdd.StorageLevel;
import io.heddle.serde.SerdeFactory;
import io.heddle.shuffle.client.ShuffleClientOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the storage levels say, and blocks from one executor to another. */
class StorageFormsTest {
  private static final long MIB = 1 << 20;
  private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);

  @TempDir Path directory;

  /** An executor as far as blocks go. */
  private final class Executor implements AutoCloseable {
    final OffHeapPool outside;
    final TestSpaces spaces;
    final BlockStore store;
    final Peers peers;
    final AtomicInteger computed = new AtomicInteger();
    final Map<BlockId, String> reported = new LinkedHashMap<>();
    final CompletableFuture<BlockId> copied = new CompletableFuture<>();
    RemoteBlocks remote = RemoteBlocks.NONE;

    Executor(String id, long heap, long offHeap) {
      outside = new OffHeapPool(offHeap);
      spaces = new TestSpaces(new MemoryManager(heap, 0.5), directory.resolve(id));
      SerdeFactory serdes = SerdeFactory.of(HeddleConf.empty(), getClass().getClassLoader());
      store =
          new BlockStore(
              spaces.manager(),
              outside,
              new SpillDirectories(List.of(directory.resolve(id)), "blocks"),
              () -> new FrameWriter(serdes.create(), true),
              (block, level, memory, disk) -> {
                reported.put(block, (memory > 0 ? "memory" : "") + (disk > 0 ? "disk" : ""));
                copied.complete(block);
              });
      peers =
          new Peers(
              id,
              "localhost",
              "localhost",
              "app",
              SECRET,
              new ShuffleClientOptions(),
              store::findForPeer);
    }

    <T> List<T> get(int partition, StorageLevel level, List<T> records) throws Exception {
      List<T> all = new ArrayList<>();
      new TaskBlockCache(store, spaces.space(), remote)
          .<T>getOrCompute(
              1,
              partition,
              level,
              () -> {
                computed.incrementAndGet();
                return records.iterator();
              })
          .forEachRemaining(all::add);
      return all;
    }

    /** Blocks that are not here are read from another executor. */
    void readsFrom(Executor other) {
      remote =
          new RemoteBlocks() {
            @Override
            public long sizeOf(BlockId id) {
              return MIB;
            }

            @Override
            public CompletableFuture<byte[]> read(BlockId id) {
              try {
                return peers.read("localhost", other.peers.port(), id.name(), MIB);
              } catch (java.io.IOException e) {
                return CompletableFuture.failedFuture(e);
              }
            }
          };
    }

    @Override
    public void close() throws Exception {
      peers.close();
      spaces.close();
    }
  }

  private static List<Pair<String, Long>> pairs(int count) {
    List<Pair<String, Long>> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(new Pair<>("key " + i % 1000, (long) i));
    }
    return pairs;
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void eachLevelKeepsAPartitionWhereItSays(StorageLevel level) throws Exception {
    try (Executor executor = new Executor("e", 20 * MIB, 20 * MIB)) {
      List<Pair<String, Long>> records = pairs(10_000);
      assertThat(executor.get(0, level, records)).isEqualTo(records);
      assertThat(executor.get(0, level, records)).isEqualTo(records);
      assertThat(executor.computed).hasValue(1);
      assertThat(executor.reported)
          .containsEntry(new BlockId(1, 0), level.useMemory() ? "memory" : "disk");
      assertThat(executor.outside.used() > 0).isEqualTo(level.useOffHeap());
      assertThat(executor.spaces.manager().storageUsed() > 0)
          .isEqualTo(level.useMemory() && !level.useOffHeap());
      executor.store.dropRdd(1);
      assertThat(executor.outside.used()).isZero();
      assertThat(executor.spaces.manager().storageUsed()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void withTooLittleMemoryEachLevelStillGivesAllRecords(StorageLevel level) throws Exception {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (Executor executor = new Executor("e", 300_000, 100_000)) {
      List<List<Object>> partitions = new ArrayList<>();
      for (int p = 0; p < 8; p++) {
        List<Object> records = new ArrayList<>();
        int count = random.nextInt(6000);
        for (int i = 0; i < count; i++) {
          records.add(p % 2 == 0 ? random.nextLong() : "text " + random.nextInt());
        }
        partitions.add(records);
      }
      for (int round = 0; round < 2; round++) {
        for (int p = 0; p < 8; p++) {
          assertThat(executor.get(p, level, partitions.get(p))).isEqualTo(partitions.get(p));
        }
      }
      if (level.useDisk()) {
        assertThat(executor.computed).hasValue(8);
      }
      executor.store.clear();
      assertThat(executor.outside.used()).isZero();
      assertThat(executor.spaces.manager().storageUsed()).isZero();
      try (var files = Files.walk(directory)) {
        assertThat(files.filter(Files::isRegularFile)).isEmpty();
      }
    }
  }

  @Test
  void serialisedPartitionsTakeMuchLessThanObjects() throws Exception {
    try (Executor executor = new Executor("e", 50 * MIB, 0)) {
      executor.get(0, StorageLevel.MEMORY_ONLY, pairs(50_000));
      long objects = executor.spaces.manager().storageUsed();
      executor.store.clear();
      executor.get(0, StorageLevel.MEMORY_ONLY_SER, pairs(50_000));
      assertThat(executor.spaces.manager().storageUsed()).isLessThan(objects / 3);
    }
  }

  @Test
  void withoutAPoolOffHeapBlocksAreOnDisk() throws Exception {
    try (Executor executor = new Executor("e", 20 * MIB, 0)) {
      executor.get(0, StorageLevel.OFF_HEAP, pairs(1000));
      executor.get(0, StorageLevel.OFF_HEAP, pairs(1000));
      assertThat(executor.computed).hasValue(1);
      assertThat(executor.reported).containsEntry(new BlockId(1, 0), "disk");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageLevel.class,
      names = {"MEMORY_ONLY", "MEMORY_ONLY_SER", "OFF_HEAP", "DISK_ONLY"})
  void aPeersBlockIsReadInsteadOfComputed(StorageLevel level) throws Exception {
    try (Executor holder = new Executor("holder", 20 * MIB, 20 * MIB);
        Executor reader = new Executor("reader", 20 * MIB, 20 * MIB)) {
      List<Pair<String, Long>> records = pairs(10_000);
      holder.get(0, level, records);
      reader.readsFrom(holder);
      assertThat(reader.get(0, level, List.<Pair<String, Long>>of())).isEqualTo(records);
      assertThat(reader.computed).hasValue(0);
      assertThat(reader.reported).isEmpty();
      try (var files = Files.walk(directory)) {
        assertThat(files.filter(Files::isRegularFile)).hasSize(level.useMemory() ? 0 : 1);
      }
    }
  }

  @Test
  void aBlockThatThePeerHasLostIsComputed() throws Exception {
    try (Executor holder = new Executor("holder", 20 * MIB, 0);
        Executor reader = new Executor("reader", 20 * MIB, 0)) {
      reader.readsFrom(holder);
      assertThat(reader.get(0, StorageLevel.MEMORY_ONLY, pairs(10))).isEqualTo(pairs(10));
      holder.peers.close();
      assertThat(reader.get(1, StorageLevel.MEMORY_ONLY, pairs(10))).isEqualTo(pairs(10));
      assertThat(reader.computed).hasValue(2);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = StorageLevel.class,
      names = {"MEMORY_ONLY_2", "MEMORY_AND_DISK_SER_2", "DISK_ONLY_3"})
  void aCopyIsKeptAsTheLevelSays(StorageLevel level) throws Exception {
    try (Executor holder = new Executor("holder", 20 * MIB, 0);
        Executor taker = new Executor("taker", 20 * MIB, 0);
        CopyTaker copies = new CopyTaker(taker.store, taker.peers)) {
      List<Pair<String, Long>> records = pairs(10_000);
      holder.get(0, level, records);
      copies.take(new BlockId(1, 0), level, "localhost", holder.peers.port(), 2 * MIB);
      assertThat(taker.copied.get(20, TimeUnit.SECONDS)).isEqualTo(new BlockId(1, 0));
      holder.store.clear();
      assertThat(taker.get(0, level, List.<Pair<String, Long>>of())).isEqualTo(records);
      assertThat(taker.computed).hasValue(0);
      assertThat(taker.reported)
          .containsEntry(new BlockId(1, 0), level.useMemory() ? "memory" : "disk");
    }
  }

  @Test
  void namesAreReadBackAndOthersRefused() {
    assertThat(BlockId.parse(new BlockId(12, 3).name())).isEqualTo(new BlockId(12, 3));
    for (String other : List.of("", "rdd_", "rdd_1", "rdd_x_1", "broadcast_1_2", "rdd_1_")) {
      assertThat(BlockId.parse(other)).as(other).isNull();
    }
  }
}
