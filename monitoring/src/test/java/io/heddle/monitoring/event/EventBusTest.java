package io.heddle.monitoring.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.monitoring.Events;
import io.heddle.protocol.event.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventBusTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Holds the bus's thread with its first event until released. */
  private static final class Gate implements EventSink {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch opened = new CountDownLatch(1);
    final List<Event> seen = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void accept(Event event) {
      entered.countDown();
      try {
        opened.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      seen.add(event);
    }
  }

  @Test
  void handsEveryEventToEverySinkInOrder() {
    List<Event> first = new ArrayList<>();
    List<Event> second = new ArrayList<>();
    List<Event> sent = new ArrayList<>();
    try (EventBus bus = new EventBus(first::add, second::add)) {
      for (int i = 0; i < 5000; i++) {
        sent.add(Events.taskStarted(i, i, 0, i));
        bus.accept(sent.get(i));
      }
      assertThat(bus.drain(LONG)).isTrue();
      assertThat(bus.dropped()).isZero();
    }
    assertThat(first).isEqualTo(sent);
    assertThat(second).isEqualTo(sent);
  }

  @Test
  void closeHandsOnWhatWasTaken() {
    List<Event> seen = Collections.synchronizedList(new ArrayList<>());
    EventBus bus = new EventBus(seen::add);
    for (int i = 0; i < 1000; i++) {
      bus.accept(Events.notice(i, "n"));
    }
    bus.close();
    bus.accept(Events.notice(0, "too late"));
    assertThat(seen).hasSize(1000);
    assertThat(bus.dropped()).isEqualTo(1);
  }

  @Test
  void fullQueueGivesUpHeartbeatsFirstThenTasksAndOutlineLast() throws InterruptedException {
    Gate gate = new Gate();
    try (EventBus bus = new EventBus(16, List.of(gate))) {
      bus.accept(Events.notice(0, "first"));
      gate.entered.await();
      for (int i = 0; i < 12; i++) {
        bus.accept(Events.taskStarted(0, i, 0, i));
      }
      bus.accept(Events.heartbeat(0, "1", 1, 1));
      assertThat(bus.dropped()).as("heartbeat at three quarters").isEqualTo(1);
      for (int i = 12; i < 16; i++) {
        bus.accept(Events.taskStarted(0, i, 0, i));
      }
      assertThat(bus.dropped()).as("tasks up to the capacity").isEqualTo(1);
      bus.accept(Events.taskStarted(0, 16, 0, 16));
      assertThat(bus.dropped()).as("task beyond the capacity").isEqualTo(2);
      bus.accept(Events.jobStarted(0, 1));
      bus.accept(Events.jobStarted(0, 2));
      assertThat(bus.dropped()).as("outline in the reserve").isEqualTo(2);
      bus.accept(Events.jobStarted(0, 3));
      assertThat(bus.dropped()).as("outline beyond the reserve").isEqualTo(3);
      gate.opened.countDown();
      assertThat(bus.drain(LONG)).isTrue();
    }
    assertThat(gate.seen).hasSize(1 + 16 + 2);
  }

  @Test
  void stalledSinkCostsTheSenderOneWaitAndNoMore() throws InterruptedException {
    Gate gate = new Gate();
    try (EventBus bus = new EventBus(16, List.of(gate))) {
      bus.accept(Events.notice(0, "first"));
      gate.entered.await();
      long before = System.nanoTime();
      for (int i = 0; i < 2000; i++) {
        bus.accept(Events.taskStarted(0, i, 0, i));
      }
      Duration took = Duration.ofNanos(System.nanoTime() - before);
      assertThat(bus.dropped()).isEqualTo(2000 - 16);
      // A wait for each of them would be 99 seconds.
      assertThat(took).isBetween(EventBus.PATIENCE, EventBus.PATIENCE.plusSeconds(5));
      gate.opened.countDown();
    }
  }

  @Test
  void waitingSenderGoesOnWhenThereIsRoom() throws InterruptedException {
    Gate gate = new Gate();
    try (EventBus bus = new EventBus(16, List.of(gate))) {
      bus.accept(Events.notice(0, "first"));
      gate.entered.await();
      for (int i = 0; i < 16; i++) {
        bus.accept(Events.taskStarted(0, i, 0, i));
      }
      gate.opened.countDown();
      bus.accept(Events.taskStarted(0, 16, 0, 16));
      assertThat(bus.drain(LONG)).isTrue();
      assertThat(bus.dropped()).isZero();
    }
    assertThat(gate.seen).hasSize(18);
  }

  @Test
  void failingSinkIsLeftOutAndTheOthersGoOn() {
    List<Event> seen = new ArrayList<>();
    EventSink broken =
        event -> {
          throw new IllegalStateException("broken");
        };
    try (EventBus bus = new EventBus(broken, seen::add)) {
      bus.accept(Events.notice(0, "a"));
      assertThat(bus.drain(LONG)).isTrue();
      bus.accept(Events.notice(1, "b"));
      assertThat(bus.drain(LONG)).isTrue();
    }
    assertThat(seen).hasSize(2);
  }
}
