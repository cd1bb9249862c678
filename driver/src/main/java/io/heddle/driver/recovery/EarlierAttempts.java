package io.heddle.driver.recovery;

import com.google.protobuf.ByteString;
import io.heddle.protocol.journal.AttemptBegan;
import io.heddle.protocol.journal.CommitEnded;
import io.heddle.protocol.journal.ExecutorKnown;
import io.heddle.protocol.journal.JobDone;
import io.heddle.protocol.journal.JournalRecord;
import io.heddle.protocol.journal.OutputSaved;
import io.heddle.protocol.journal.ShuffleKnown;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the journals of earlier attempts say, all of them replayed in order. What is not of the same
 * engine and settings counts for nothing. Safe for all threads.
 */
public final class EarlierAttempts {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierAttempts.class);

  /** A shuffle's outputs. */
  private static final class Shuffle {
    final Fingerprint fingerprint;
    final SavedOutput[] outputs;

    Shuffle(ShuffleKnown known) {
      fingerprint = Fingerprint.of(known.getFingerprint());
      outputs = new SavedOutput[known.getMaps()];
    }
  }

  private final AttemptBegan self;
  private final Map<Integer, Shuffle> shuffles = new HashMap<>();
  private final Map<JobIdentity, List<ByteString>> results = new HashMap<>();
  private final Map<JobIdentity, String> commits = new HashMap<>();
  private final Map<String, KnownExecutor> executors = new HashMap<>();
  private boolean relevant;

  /**
   * @param self how this attempt's own journal begins
   */
  EarlierAttempts(AttemptBegan self) {
    this.self = self;
  }

  /**
   * Reads all journals there are of the attempts before. One that cannot be read, and those before
   * it, are done without.
   */
  static EarlierAttempts read(JournalStore store, AttemptBegan self) {
    EarlierAttempts earlier = new EarlierAttempts(self);
    for (int attempt = 1; attempt < self.getAttempt(); attempt++) {
      try {
        Optional<InputStream> file = store.open(attempt);
        if (file.isPresent()) {
          try (InputStream in = file.get()) {
            earlier.read(attempt, in);
          }
        }
      } catch (IOException | RuntimeException e) {
        LOG.warn("the journal of attempt {} cannot be read; what it did is done again", attempt, e);
        earlier.clear();
      }
    }
    return earlier;
  }

  private void read(int attempt, InputStream in) throws IOException {
    relevant = false;
    JournalReader.Outcome outcome = JournalReader.read(in, this::apply);
    LOG.info(
        "the journal of attempt {} has {} records{}",
        attempt,
        outcome.records(),
        outcome.torn() ? "; what comes after them is not whole" : "");
  }

  private synchronized void clear() {
    shuffles.clear();
    results.clear();
    commits.clear();
    executors.clear();
  }

  /** Replays one record. */
  synchronized void apply(JournalRecord record) {
    if (record.hasAttemptBegan()) {
      AttemptBegan began = record.getAttemptBegan();
      relevant =
          began.getApplicationId().equals(self.getApplicationId())
              && began.getVersion().equals(self.getVersion())
              && began.getSettingsDigest().equals(self.getSettingsDigest());
      if (!relevant) {
        LOG.warn("attempt {} was of another version or had other settings", began.getAttempt());
        clear();
      }
    } else if (relevant) {
      replay(record);
    }
  }

  private void replay(JournalRecord record) {
    switch (record.getRecordCase()) {
      case SHUFFLE_KNOWN -> known(record.getShuffleKnown());
      case OUTPUT_SAVED -> saved(record.getOutputSaved());
      case OUTPUTS_DROPPED -> {
        Shuffle shuffle = shuffles.get(record.getOutputsDropped().getShuffleId());
        for (int map : record.getOutputsDropped().getMapIdsList()) {
          if (shuffle != null && map < shuffle.outputs.length) {
            shuffle.outputs[map] = null;
          }
        }
      }
      case SHUFFLE_DROPPED -> shuffles.remove(record.getShuffleDropped().getShuffleId());
      case JOB_DONE -> {
        JobDone done = record.getJobDone();
        results.put(
            new JobIdentity(Fingerprint.of(done.getFingerprint()), done.getOccurrence()),
            done.getResultsList());
      }
      case COMMIT_ENDED -> {
        CommitEnded ended = record.getCommitEnded();
        commits.put(
            new JobIdentity(Fingerprint.of(ended.getFingerprint()), ended.getOccurrence()),
            ended.getPlace());
      }
      case EXECUTOR_KNOWN -> known(record.getExecutorKnown());
      case EXECUTOR_GONE ->
          executors
              .values()
              .removeIf(
                  executor ->
                      executor.executorId().equals(record.getExecutorGone().getExecutorId()));
      case ATTEMPT_BEGAN, COMMIT_BEGUN, RECORD_NOT_SET -> {}
    }
  }

  private void known(ShuffleKnown known) {
    Shuffle before = shuffles.get(known.getShuffleId());
    if (before == null
        || !before.fingerprint.equals(Fingerprint.of(known.getFingerprint()))
        || before.outputs.length != known.getMaps()) {
      shuffles.put(known.getShuffleId(), new Shuffle(known));
    }
  }

  private void known(ExecutorKnown known) {
    executors.put(
        known.getContainerId(),
        new KnownExecutor(
            known.getExecutorId(), known.getHost(), known.getRack(), known.getContainerId()));
  }

  private void saved(OutputSaved saved) {
    Shuffle shuffle = shuffles.get(saved.getShuffleId());
    if (shuffle != null && saved.getMapId() < shuffle.outputs.length) {
      shuffle.outputs[saved.getMapId()] =
          new SavedOutput(
              saved.getMapId(),
              saved.getAttempt(),
              saved.getHost(),
              saved.getPort(),
              saved.getSizes(),
              saved.getAccumulatorsList());
    }
  }

  /**
   * The outputs of a shuffle; none when it was another one that had this number.
   *
   * @param maps how many map partitions it has
   */
  synchronized List<SavedOutput> outputs(int shuffleId, Fingerprint fingerprint, int maps) {
    Shuffle shuffle = shuffles.get(shuffleId);
    List<SavedOutput> outputs = new ArrayList<>();
    if (shuffle != null
        && shuffle.fingerprint.equals(fingerprint)
        && shuffle.outputs.length == maps) {
      for (SavedOutput output : shuffle.outputs) {
        if (output != null) {
          outputs.add(output);
        }
      }
    }
    return outputs;
  }

  /** A shuffle's files are removed. */
  synchronized void forget(int shuffleId) {
    shuffles.remove(shuffleId);
  }

  /** The results of a job that ended well, by position; given once. */
  synchronized Optional<List<ByteString>> takeResults(JobIdentity job) {
    return Optional.ofNullable(results.remove(job));
  }

  /** Where an output lies whose commit has ended; empty when it has not, or not as far as known. */
  synchronized Optional<String> committed(JobIdentity output) {
    return Optional.ofNullable(commits.get(output));
  }

  /** The executors that may still run, by container. */
  public synchronized Map<String, KnownExecutor> executors() {
    return Map.copyOf(executors);
  }

  /** Map outputs that could be taken over. */
  public synchronized int outputCount() {
    int count = 0;
    for (Shuffle shuffle : shuffles.values()) {
      for (SavedOutput output : shuffle.outputs) {
        count += output == null ? 0 : 1;
      }
    }
    return count;
  }
}
