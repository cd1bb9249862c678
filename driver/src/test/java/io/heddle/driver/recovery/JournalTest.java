package io.heddle.driver.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.heddle.conf.DataSize;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.RecoverySettings;
import io.heddle.protocol.journal.JournalRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class JournalTest {
  private static final Fingerprint ONE = new Fingerprint("01".repeat(32));
  private static final Fingerprint TWO = new Fingerprint("02".repeat(32));
  private static final HeddleConf CONF =
      HeddleConf.empty().with(RecoverySettings.FLUSH_INTERVAL, Duration.ofMillis(1));

  private final MemoryStore store = new MemoryStore();
  private final List<String> notices = new CopyOnWriteArrayList<>();

  private Recovery attempt(int number) {
    return attempt(number, CONF);
  }

  private Recovery attempt(int number, HeddleConf conf) {
    return Recovery.of("application_1_1", number, conf, store, notices::add);
  }

  private static SavedOutput output(int map, int attempt) {
    return new SavedOutput(
        map, attempt, "h" + map, 7447, ByteString.copyFrom(new byte[] {1, 2}), List.of());
  }

  /** Three outputs of one shuffle. */
  private void firstAttempt() {
    try (Recovery first = attempt(1)) {
      assertThat(first.mapStage(5, ONE, false, 4, 2).outputs()).isEmpty();
      for (int map = 0; map < 3; map++) {
        first.outputSaved(5, output(map, 10 + map));
      }
    }
  }

  @Test
  void outputsAreThereForTheNextAttempt() {
    firstAttempt();
    try (Recovery second = attempt(2)) {
      assertThat(second.mapStage(5, ONE, false, 4, 2).outputs())
          .containsExactly(output(0, 10), output(1, 11), output(2, 12));
    }
  }

  @Test
  void outputsOfAnotherStageAreNotTakenForThis() {
    firstAttempt();
    try (Recovery second = attempt(2)) {
      assertThat(second.mapStage(5, TWO, false, 4, 2).outputs()).isEmpty();
      assertThat(second.mapStage(6, ONE, false, 4, 2).outputs()).isEmpty();
      assertThat(second.mapStage(5, ONE, false, 3, 2).outputs()).isEmpty();
    }
  }

  @Test
  void droppedAndReplacedOutputsAreFollowed() {
    try (Recovery first = attempt(1)) {
      first.mapStage(5, ONE, false, 4, 2);
      first.outputSaved(5, output(0, 10));
      first.outputSaved(5, output(1, 11));
      first.outputsDropped(5, new int[] {0, 1});
      first.outputSaved(5, output(1, 21));
      first.mapStage(6, TWO, false, 1, 2);
      first.outputSaved(6, output(0, 30));
      first.shuffleDropped(6);
    }
    try (Recovery second = attempt(2)) {
      assertThat(second.mapStage(5, ONE, false, 4, 2).outputs()).containsExactly(output(1, 21));
      assertThat(second.mapStage(6, TWO, false, 1, 2).outputs()).isEmpty();
    }
  }

  @Test
  void aThirdAttemptHasWhatBothBeforeItDid() {
    firstAttempt();
    try (Recovery second = attempt(2)) {
      second.mapStage(5, ONE, false, 4, 2);
      second.outputSaved(5, output(3, 40));
      second.outputsDropped(5, new int[] {1});
    }
    try (Recovery third = attempt(3)) {
      assertThat(third.mapStage(5, ONE, false, 4, 2).outputs())
          .containsExactly(output(0, 10), output(2, 12), output(3, 40));
    }
  }

  @Test
  void otherSettingsMakeTheJournalVoid() {
    firstAttempt();
    try (Recovery second =
        attempt(2, CONF.with(RecoverySettings.MAX_RESULT, DataSize.ofBytes(1)))) {
      assertThat(second.mapStage(5, ONE, false, 4, 2).outputs()).isEmpty();
    }
  }

  @Test
  void resultsAreGivenOncePerOccurrence() {
    List<ByteString> results = List.of(ByteString.copyFromUtf8("r0"), ByteString.EMPTY);
    try (Recovery first = attempt(1)) {
      first.jobDone(first.job(ONE), results);
    }
    try (Recovery second = attempt(2)) {
      assertThat(second.results(second.job(ONE))).contains(results);
      assertThat(second.results(second.job(ONE))).isEmpty();
      assertThat(second.results(second.job(TWO))).isEmpty();
    }
  }

  @Test
  void onlyCommitsThatHaveEndedAreDone() {
    try (Recovery first = attempt(1)) {
      JobIdentity output = first.job(ONE);
      first.commitBegun(output, "/a");
      first.commitEnded(output, "/a");
      first.commitBegun(first.job(ONE), "/b");
    }
    try (Recovery second = attempt(2)) {
      JobIdentity output = second.job(ONE);
      assertThat(second.isCommitted(output, "/a")).isTrue();
      assertThat(second.isCommitted(output, "/b")).isFalse();
      assertThat(second.isCommitted(second.job(ONE), "/b")).isFalse();
    }
  }

  @Test
  void executorsThatMayStillRunAreKnown() {
    try (Recovery first = attempt(1)) {
      first.executorKnown("1", "h1", "/r", "c1");
      first.executorKnown("2", "h2", "/r", "c2");
      first.executorGone("1");
    }
    try (Recovery second = attempt(2)) {
      assertThat(second.earlier().executors()).containsOnlyKeys("c2");
    }
  }

  @Test
  void whereverTheFileIsTornWholeRecordsCount() throws IOException {
    firstAttempt();
    byte[] whole = store.files.get(1);
    List<JournalRecord> all = read(whole);
    assertThat(all).hasSize(5);
    int before = 0;
    for (int length = 0; length <= whole.length; length++) {
      List<JournalRecord> some = read(Arrays.copyOf(whole, length));
      assertThat(some).isEqualTo(all.subList(0, some.size()));
      assertThat(some).hasSizeBetween(before, before + 1);
      before = some.size();
    }
    assertThat(before).isEqualTo(5);
  }

  @Test
  void aChangedByteEndsTheJournalThere() throws IOException {
    firstAttempt();
    byte[] whole = store.files.get(1);
    List<JournalRecord> all = read(whole);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 0x10;
      List<JournalRecord> some = read(changed);
      assertThat(some.size()).isLessThan(all.size());
      assertThat(some).isEqualTo(all.subList(0, some.size()));
    }
  }

  private static List<JournalRecord> read(byte[] file) throws IOException {
    List<JournalRecord> records = new ArrayList<>();
    JournalReader.Outcome outcome =
        JournalReader.read(new ByteArrayInputStream(file), records::add);
    assertThat(outcome.records()).isEqualTo(records.size());
    return records;
  }

  @Test
  void failingWritesEndTheJournalWithOneNotice() {
    store.broken = true;
    try (Recovery first = attempt(1)) {
      for (int map = 0; map < 1000; map++) {
        first.outputSaved(5, output(0, map));
      }
    }
    assertThat(notices).hasSize(1);
    assertThat(notices.get(0)).contains("no space left");
  }

  @Test
  void aJournalThatGrowsTooLargeIsGivenUp() {
    try (Recovery first =
        attempt(1, CONF.with(RecoverySettings.MAX_JOURNAL, DataSize.ofBytes(100_000)))) {
      first.jobDone(new JobIdentity(ONE, 0), List.of(ByteString.copyFrom(new byte[200_000])));
    }
    assertThat(notices).hasSize(1);
  }

  @Test
  void recordsThatComeTogetherAreMadeDurableTogether() {
    HeddleConf slow = CONF.with(RecoverySettings.FLUSH_INTERVAL, Duration.ofMinutes(5));
    try (Recovery first = attempt(1, slow)) {
      for (int map = 0; map < 10_000; map++) {
        first.outputSaved(5, output(map, map));
      }
    }
    assertThat(store.flushes).isLessThan(5);
    try (Recovery second = attempt(2, slow)) {
      assertThat(second.attempt()).isEqualTo(2);
    }
  }
}
