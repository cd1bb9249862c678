package io.heddle.monitoring.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.monitoring.Events;
import io.heddle.monitoring.SampleApplication;
import io.heddle.protocol.event.Event;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventLogTest {
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();

  private void write(List<Event> events) throws IOException {
    try (EventLogWriter log = new EventLogWriter(file)) {
      events.forEach(log::accept);
      assertThat(log.failure()).isNull();
    }
  }

  private static EventLogReader.Result read(byte[] bytes, List<Event> into) throws IOException {
    return EventLogReader.read(new ByteArrayInputStream(bytes), into::add);
  }

  private static List<Event> sample() {
    List<Event> events = new ArrayList<>();
    SampleApplication.play(7, 1_000_000, events::add);
    return events;
  }

  @Test
  void whatIsWrittenIsReadAgain() throws IOException {
    List<Event> events = sample();
    write(events);
    List<Event> found = new ArrayList<>();
    EventLogReader.Result result = read(file.toByteArray(), found);
    assertThat(found).isEqualTo(events);
    assertThat(result).isEqualTo(new EventLogReader.Result(events.size(), file.size(), true));
  }

  @Test
  void formatIsMagicThenVarintAndMessage() throws IOException {
    Event event = Events.notice(5, "x".repeat(300));
    write(List.of(event));
    byte[] bytes = file.toByteArray();
    int size = event.getSerializedSize();
    assertThat(new String(bytes, 0, 8, StandardCharsets.US_ASCII)).isEqualTo("HDLEVT01");
    assertThat(bytes[8] & 0xFF).isEqualTo((size & 0x7F) | 0x80);
    assertThat(bytes[9] & 0xFF).isEqualTo(size >> 7);
    assertThat(Event.parseFrom(Arrays.copyOfRange(bytes, 10, bytes.length))).isEqualTo(event);
  }

  @Test
  void logCutAtAnyPlaceGivesTheWholeEventsBeforeIt() throws IOException {
    List<Event> events =
        List.of(Events.notice(1, "a"), Events.notice(2, "bb"), Events.jobStarted(3, 1));
    write(events);
    byte[] bytes = file.toByteArray();
    for (int cut = 0; cut <= bytes.length; cut++) {
      List<Event> found = new ArrayList<>();
      EventLogReader.Result result = read(Arrays.copyOf(bytes, cut), found);
      assertThat(found).isEqualTo(events.subList(0, found.size()));
      assertThat(result.events()).isEqualTo(found.size());
      assertThat(result.bytes()).isLessThanOrEqualTo(cut);
      assertThat(result.whole()).as("cut at %d", cut).isEqualTo(cut >= 8 && result.bytes() == cut);
    }
  }

  @Test
  void damagedTailNeverFailsTheReader() throws IOException {
    write(sample());
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      byte[] bytes = file.toByteArray();
      int from = 8 + random.nextInt(bytes.length - 8);
      for (int i = from; i < bytes.length; i++) {
        bytes[i] = (byte) random.nextInt();
      }
      EventLogReader.Result result = read(bytes, new ArrayList<>());
      assertThat(result.bytes()).as("seed %d", seed).isLessThanOrEqualTo(bytes.length);
    }
  }

  @Test
  void anotherFileIsRefused() {
    assertThatThrownBy(
            () -> read("PAR1 and so on".getBytes(StandardCharsets.UTF_8), new ArrayList<>()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not an event log");
  }

  @Test
  void heartbeatsAreThinnedOut() throws IOException {
    List<Event> events = new ArrayList<>();
    for (int second = 0; second <= 60; second++) {
      events.add(Events.heartbeat(second * 1000L, "1", 1, 2));
      events.add(Events.heartbeat(second * 1000L, "2", 1, 2));
    }
    write(events);
    List<Event> found = new ArrayList<>();
    read(file.toByteArray(), found);
    assertThat(found).hasSize(6);
  }

  @Test
  void outlineIsVisibleAtOnceAndTasksAfterTheInterval() throws IOException {
    try (EventLogWriter log = new EventLogWriter(file)) {
      log.accept(Events.jobStarted(10_000, 1));
      int outline = file.size();
      assertThat(outline).isGreaterThan(8);
      log.accept(Events.taskStarted(10_500, 1, 1, 1));
      assertThat(file.size()).isEqualTo(outline);
      log.accept(Events.taskStarted(12_000, 2, 1, 2));
      assertThat(file.size()).isGreaterThan(outline);
    }
  }

  @Test
  void failingStreamEndsTheLogAndNothingElse() throws IOException {
    OutputStream full =
        new OutputStream() {
          private int left = 20;

          @Override
          public void write(int b) throws IOException {
            if (left-- == 0) {
              throw new IOException("no space");
            }
          }
        };
    try (EventLogWriter log = new EventLogWriter(full)) {
      log.accept(Events.jobStarted(1, 1));
      log.accept(Events.jobStarted(1, 2));
      assertThat(log.failure()).hasMessage("no space");
    }
  }
}
