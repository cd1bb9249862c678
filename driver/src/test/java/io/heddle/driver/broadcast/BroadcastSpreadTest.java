package io.heddle.driver.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.BroadcastSettings;
import io.heddle.conf.DataSize;
import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.executor.broadcast.BroadcastStore;
import io.heddle.executor.memory.StorageSpace;
import io.heddle.executor.peer.Peers;
import io.heddle.protocol.executor.ToExecutor;
import io.heddle.rdd.broadcast.Broadcast;
import io.heddle.serde.JavaSerialization;
import io.heddle.serde.SerdeFactory;
import io.heddle.shuffle.client.ShuffleClientOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A driver's broadcasts on several executors, over real sockets. */
class BroadcastSpreadTest {
  private static final byte[] SECRET = "secret".getBytes(StandardCharsets.UTF_8);
  private static final int CHUNK = 16 << 10;
  private static final int CHUNKS = 20;

  private final HeddleConf conf =
      HeddleConf.empty()
          .with(BroadcastSettings.BLOCK_SIZE, DataSize.ofBytes(CHUNK))
          .with(BroadcastSettings.COMPRESS, false);
  private final ClassLoader classes = getClass().getClassLoader();
  private final SerdeFactory serdes = SerdeFactory.of(conf, classes);
  private final List<Executor> executors = new ArrayList<>();
  private final BroadcastHub hub =
      new BroadcastHub("app", SECRET, conf, "localhost", "localhost", serdes, this::toAll);

  /** An executor as far as broadcasts go. */
  private final class Executor implements StorageSpace {
    final long region;
    final BroadcastStore store;
    final Peers peers;
    long used;

    Executor(String id, long region) {
      this.region = region;
      Peers[] later = new Peers[1];
      BroadcastStore[] stores = new BroadcastStore[1];
      later[0] =
          new Peers(
              id,
              "localhost",
              "localhost",
              "app",
              SECRET,
              new ShuffleClientOptions(),
              name -> stores[0].find(name));
      peers = later[0];
      stores[0] = new BroadcastStore(this, serdes, peers);
      store = stores[0];
      executors.add(this);
    }

    @Override
    public synchronized boolean reserve(long bytes) {
      if (used + bytes > region) {
        return false;
      }
      used += bytes;
      return true;
    }

    @Override
    public synchronized void take(long bytes) {
      used += bytes;
    }

    @Override
    public synchronized void release(long bytes) {
      used -= bytes;
    }

    @Override
    public long region() {
      return region;
    }

    /** As a task of it reads the value. */
    Object read(byte[] program) {
      return JavaSerialization.read(
          program,
          classes,
          object -> {
            if (object instanceof Broadcast<?> broadcast) {
              broadcast.arrive(store);
              return broadcast.value();
            }
            return object;
          });
    }
  }

  private void toAll(ToExecutor message) {
    for (Executor each : executors) {
      each.store.drop(
          message.getDropBroadcast().getBroadcastId(), message.getDropBroadcast().getDestroyed());
    }
  }

  @AfterEach
  void close() {
    executors.forEach(each -> each.peers.close());
    hub.close();
  }

  private static byte[] value() {
    byte[] value = new byte[CHUNK * CHUNKS - CHUNK / 2];
    new Random(7).nextBytes(value);
    return value;
  }

  private static byte[] program(Broadcast<?> broadcast) {
    return JavaSerialization.write(broadcast);
  }

  @Test
  void whatOneExecutorHasTheNextGetsFromIt() {
    byte[] value = value();
    byte[] program = program(hub.create(value));
    assertThat(new Executor("e1", 1 << 20).read(program)).isEqualTo(value);
    long first = hub.chunksServed();
    assertThat(first).isEqualTo(CHUNKS);
    assertThat(new Executor("e2", 1 << 20).read(program)).isEqualTo(value);
    assertThat(new Executor("e3", 1 << 20).read(program)).isEqualTo(value);
    assertThat(hub.chunksServed()).isEqualTo(first);
  }

  @Test
  void executorsThatFetchAtOnceAllGetItAndTasksOfOneShareOneObject() throws Exception {
    byte[] value = value();
    byte[] program = program(hub.create(value));
    for (int i = 0; i < 4; i++) {
      new Executor("e" + i, 1 << 20);
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Object>> reads = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        Executor executor = executors.get(i % 4);
        reads.add(threads.submit(() -> executor.read(program)));
      }
      for (int i = 0; i < 16; i++) {
        assertThat(reads.get(i).get()).isEqualTo(value).isSameAs(reads.get(i % 4).get());
      }
    } finally {
      threads.shutdown();
    }
    assertThat(hub.chunksServed()).isLessThanOrEqualTo(4 * CHUNKS);
  }

  @Test
  void aPeerThatIsGoneIsPassedOver() {
    byte[] value = value();
    byte[] program = program(hub.create(value));
    new Executor("e1", 1 << 20).read(program);
    executors.get(0).peers.close(); // the driver has not heard of it yet
    assertThat(new Executor("e2", 1 << 20).read(program)).isEqualTo(value);
  }

  @Test
  void memoryIsCountedAndGivenBackByUnpersistAndDestroy() {
    Broadcast<byte[]> broadcast = hub.create(value());
    byte[] program = program(broadcast);
    Executor executor = new Executor("e1", 1 << 20);
    executor.read(program);
    assertThat(executor.used).isBetween(2L * (CHUNKS - 1) * CHUNK, 2L * (CHUNKS + 1) * CHUNK);
    broadcast.unpersist();
    assertThat(executor.used).isZero();
    assertThat(executor.read(program)).isEqualTo(broadcast.value());
    broadcast.destroy();
    assertThat(executor.used).isZero();
  }

  @Test
  void readingADestroyedOneFailsAndSaysSoEverywhere() {
    Broadcast<byte[]> broadcast = hub.create(value());
    byte[] program = program(broadcast);
    new Executor("e1", 1 << 20).read(program);
    broadcast.destroy();
    Executor late = new Executor("late", 1 << 20); // it was not told
    assertThatThrownBy(broadcast::value).hasMessageContaining("broadcast 0 has been destroyed");
    for (Executor each : executors) {
      assertThatThrownBy(() -> each.read(program))
          .asInstanceOf(InstanceOfAssertFactories.type(HeddleException.class))
          .extracting(HeddleException::code)
          .isEqualTo(ErrorCode.BROADCAST_DESTROYED);
    }
    assertThatThrownBy(() -> program(broadcast)).hasMessageContaining("has been destroyed");
    assertThat(late.used).isZero();
  }

  @Test
  void executionGetsChunksBackFirstAndThenValues() {
    byte[] program = program(hub.create(value()));
    Executor executor = new Executor("e1", 1 << 20);
    Object first = executor.read(program);
    long both = executor.used;
    long chunks = executor.store.evict(1);
    assertThat(chunks).isBetween((CHUNKS - 1L) * CHUNK, (CHUNKS + 1L) * CHUNK);
    assertThat(executor.read(program)).isSameAs(first);
    assertThat(executor.store.evict(Long.MAX_VALUE)).isEqualTo(both - chunks);
    assertThat(executor.used).isZero();
    assertThat(executor.read(program)).isEqualTo(first);
  }

  @Test
  void aValueLargerThanTheRegionFailsAndSaysWhatToChange() {
    byte[] program = program(hub.create(value()));
    Executor small = new Executor("e1", 2 * CHUNK * CHUNKS - CHUNK - 1);
    assertThatThrownBy(() -> small.read(program))
        .hasMessageContaining("heddle.executor.memory")
        .asInstanceOf(InstanceOfAssertFactories.type(HeddleException.class))
        .extracting(HeddleException::code)
        .isEqualTo(ErrorCode.OUT_OF_MEMORY);
    assertThat(small.used).isZero();
  }

  @Test
  void aValueThatGetsNoMemoryIsReadAllTheSame() {
    byte[] value = value();
    byte[] program = program(hub.create(value));
    Executor executor = new Executor("e1", 2L * CHUNK * CHUNKS + 1000);
    assertThat(executor.reserve(2L * CHUNK * CHUNKS)).isTrue(); // others have it
    assertThat(executor.read(program)).isEqualTo(value);
    assertThat(executor.used).isEqualTo(2L * CHUNK * CHUNKS);
  }

  @Test
  void whatIsNotAskedForByItsNameIsNotFound() {
    hub.create("x");
    assertThat(hub.find("broadcast_0_0")).isNotNull();
    for (String name :
        List.of("broadcast_0_1", "broadcast_0_-1", "broadcast_1_0", "holders", "holders x y", "")) {
      assertThat(hub.find(name)).as(name).isNull();
    }
  }
}
