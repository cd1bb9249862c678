package io.heddle.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.ApplicationSettings;
import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.RDD;
import io.heddle.rdd.broadcast.Broadcast;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Broadcasts through a whole local application. */
class LocalBroadcastTest {
  private final HeddleContext context =
      HeddleContext.on(
          LocalDriver.start(
              HeddleConf.empty().with(ApplicationSettings.MASTER, "local[2]"),
              getClass().getClassLoader(),
              DriverOptions.NO_EVENTS),
          null);

  @AfterEach
  void close() {
    context.close();
  }

  private static Map<Integer, String> names() {
    Map<Integer, String> names = new HashMap<>();
    for (int i = 0; i < 1000; i++) {
      names.put(i, "name " + i);
    }
    return names;
  }

  @Test
  void tasksOfSeveralStagesReadIt() {
    Broadcast<Map<Integer, String>> names = context.broadcast(names());
    List<Pair<String, Integer>> counted =
        context
            .range(0, 1000, 1, 8)
            .mapToPair(n -> new Pair<>(names.value().get((int) (n % 3)), 1))
            .reduceByKey(Integer::sum)
            .filter(pair -> names.value().containsValue(pair.key()))
            .collect();
    assertThat(counted)
        .containsExactlyInAnyOrder(
            new Pair<>("name 0", 334), new Pair<>("name 1", 333), new Pair<>("name 2", 333));
  }

  @Test
  void tasksOfOneExecutorShareOneObjectUntilItIsUnpersisted() {
    Broadcast<Map<Integer, String>> names = context.broadcast(names());
    RDD<Integer> objects =
        context.range(0, 16, 1, 16).map(n -> System.identityHashCode(names.value()));
    int first = objects.first();
    assertThat(objects.collect()).containsOnly(first);
    names.unpersist();
    List<Integer> again = objects.collect();
    assertThat(again).doesNotContain(first).containsOnly(again.get(0));
  }

  @Test
  void aDestroyedOneFailsJobsThatReadIt() {
    Broadcast<Map<Integer, String>> names = context.broadcast(names());
    RDD<Integer> sizes = context.range(0, 4, 1, 4).map(n -> names.value().size());
    assertThat(sizes.collect()).containsOnly(1000);
    names.destroy();
    names.destroy();
    assertThatThrownBy(sizes::collect)
        .hasMessageContaining("broadcast 0 has been destroyed")
        .asInstanceOf(InstanceOfAssertFactories.type(HeddleException.class))
        .extracting(HeddleException::code)
        .isEqualTo(ErrorCode.BROADCAST_DESTROYED);
  }

  @Test
  void nullAndRddsAreRefused() {
    assertThatThrownBy(() -> context.broadcast(null)).hasMessageContaining("null");
    assertThatThrownBy(() -> context.broadcast(context.range(0, 1)))
        .hasMessageContaining("an RDD cannot be broadcast");
  }
}
