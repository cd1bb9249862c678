package io.heddle.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.DataSize;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.MemorySettings;
import io.heddle.monitoring.store.RddStatus;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.RDD;
import io.heddle.rdd.StorageLevel;
import io.heddle.rdd.accumulator.LongAccumulator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Storage levels through a whole local application, and what the status tells of them. */
class LocalStorageTest {
  private final StatusStore status = new StatusStore(StoreLimits.defaults());
  private final HeddleContext context =
      HeddleContext.on(
          LocalDriver.start(
              HeddleConf.empty()
                  .with(ApplicationSettings.MASTER, "local[2]")
                  .with(MemorySettings.OFF_HEAP_SIZE, DataSize.ofMebibytes(16)),
              getClass().getClassLoader(),
              status),
          null);

  @AfterEach
  void close() {
    context.close();
  }

  @ParameterizedTest
  @EnumSource(value = StorageLevel.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aPersistedRddIsComputedOnceAndShownUntilItIsUnpersisted(StorageLevel level) {
    LongAccumulator computed = context.longAccumulator();
    RDD<String> texts =
        context
            .range(0, 10_000, 1, 4)
            .map(
                n -> {
                  computed.add(1);
                  return "text " + n;
                })
            .persist(level);
    for (int i = 0; i < 3; i++) {
      assertThat(texts.filter(text -> text.endsWith("7")).count()).isEqualTo(1000);
    }
    assertThat(computed.value()).isEqualTo(10_000);
    RddStatus shown = status.rdds().get(0);
    assertThat(shown.level()).isEqualTo(level.name());
    assertThat(shown.cachedPartitions()).isEqualTo(4);
    assertThat(shown.memoryBytes() > 0).isEqualTo(level.useMemory());
    assertThat(shown.diskBytes() > 0).isEqualTo(!level.useMemory());
    texts.unpersist();
    assertThat(texts.count()).isEqualTo(10_000);
    assertThat(computed.value()).isEqualTo(20_000);
    assertThat(status.rdds()).isEmpty();
  }
}
