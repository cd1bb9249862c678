package io.heddle.monitoring.store;

import static io.heddle.monitoring.Events.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.protocol.event.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreSpeedTest {
  /** The need is 30,000 task events a second; a shared machine of CI gets a margin. */
  @Test
  void takesFarMoreThanThirtyThousandTaskEventsASecond() {
    StatusStore store = new StatusStore(StoreLimits.defaults());
    int tasks = 100_000;
    store.accept(executorAdded(0, "1"));
    store.accept(jobStarted(0, 0, stage(0, tasks)));
    store.accept(stageStarted(0, 0, 0, tasks));
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      events.add(taskStarted(i, i, 0, i));
      events.add(taskSucceeded(i, i, 0));
    }
    long before = System.nanoTime();
    events.forEach(store::accept);
    double seconds = (System.nanoTime() - before) / 1e9;
    System.out.printf("store: %,.0f task events a second%n", events.size() / seconds);
    assertThat(events.size() / seconds).isGreaterThan(60_000);
    assertThat(store.totals().tasks().done()).isEqualTo(tasks);
  }
}
