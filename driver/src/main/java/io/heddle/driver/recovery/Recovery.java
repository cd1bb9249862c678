package io.heddle.driver.recovery;

import com.google.protobuf.ByteString;
import io.heddle.conf.EngineVersion;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.RecoverySettings;
import io.heddle.protocol.journal.AttemptBegan;
import io.heddle.protocol.journal.CommitBegun;
import io.heddle.protocol.journal.CommitEnded;
import io.heddle.protocol.journal.ExecutorGone;
import io.heddle.protocol.journal.ExecutorKnown;
import io.heddle.protocol.journal.JobDone;
import io.heddle.protocol.journal.JournalRecord;
import io.heddle.protocol.journal.OutputSaved;
import io.heddle.protocol.journal.OutputsDropped;
import io.heddle.protocol.journal.ShuffleDropped;
import io.heddle.protocol.journal.ShuffleKnown;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One attempt of the application between those before it and those that may come: what it finds
 * done, and what it writes down. Switched off it finds nothing and writes nothing.
 *
 * <p>Numbers of shuffles are part of a stage's fingerprint, so a shuffle that is recognised has the
 * number that its files bear. Safe for all threads; methods return at once.
 */
public final class Recovery implements AutoCloseable {
  /** What a task adds to accumulators beyond this is not worth keeping: it runs again. */
  private static final int MOST_UPDATE_BYTES = 64 << 10;

  private final int attempt;
  private final EarlierAttempts earlier;
  private final Journal journal;
  private final long mostResultBytes;
  private final Map<Fingerprint, Integer> occurrences = new HashMap<>();

  private Recovery(int attempt, EarlierAttempts earlier, Journal journal, long mostResultBytes) {
    this.attempt = attempt;
    this.earlier = earlier;
    this.journal = journal;
    this.mostResultBytes = mostResultBytes;
  }

  /** For an application of which there is one attempt only. */
  public static Recovery off() {
    return off(1);
  }

  /**
   * For an attempt that begins anew and leaves nothing.
   *
   * @param attempt from 1; map outputs of earlier ones are in its way
   */
  public static Recovery off(int attempt) {
    return new Recovery(attempt, new EarlierAttempts(AttemptBegan.getDefaultInstance()), null, 0);
  }

  /**
   * Reads what earlier attempts have left, with I/O; this attempt's own journal is made with its
   * first record.
   *
   * @param attempt from 1
   * @param onOff told when nothing is written down any more, and why
   */
  public static Recovery of(
      String applicationId,
      int attempt,
      HeddleConf conf,
      JournalStore store,
      Consumer<String> onOff) {
    AttemptBegan self =
        AttemptBegan.newBuilder()
            .setApplicationId(applicationId)
            .setAttempt(attempt)
            .setVersion(EngineVersion.current())
            .setSettingsDigest(digest(conf))
            .build();
    Journal journal =
        new Journal(
            () -> store.create(attempt),
            JournalRecord.newBuilder().setAttemptBegan(self).build(),
            conf.get(RecoverySettings.FLUSH_INTERVAL),
            conf.get(RecoverySettings.MAX_JOURNAL).bytes(),
            onOff);
    return new Recovery(
        attempt,
        EarlierAttempts.read(store, self),
        journal,
        conf.get(RecoverySettings.MAX_RESULT).bytes());
  }

  private static ByteString digest(HeddleConf conf) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      String all = new TreeMap<>(conf.asMap()).toString();
      return ByteString.copyFrom(digest.digest(all.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }

  /** Whether stages and jobs are to be given identities. */
  public boolean isOn() {
    return journal != null;
  }

  /** The application's attempt that this is, from 1. */
  public int attempt() {
    return attempt;
  }

  /** What earlier attempts have left. */
  public EarlierAttempts earlier() {
    return earlier;
  }

  private void append(Supplier<JournalRecord.Builder> record) {
    if (journal != null) {
      journal.append(() -> record.get().build());
    }
  }

  /**
   * A map stage was planned; comes before anything is said of its shuffle.
   *
   * @return its identity, with what earlier attempts left of it
   */
  public StageIdentity mapStage(
      int shuffleId, Fingerprint fingerprint, boolean accumulates, int maps, int reducePartitions) {
    append(
        () ->
            JournalRecord.newBuilder()
                .setShuffleKnown(
                    ShuffleKnown.newBuilder()
                        .setShuffleId(shuffleId)
                        .setFingerprint(fingerprint.bytes())
                        .setMaps(maps)
                        .setReducePartitions(reducePartitions)));
    return new StageIdentity(
        fingerprint, accumulates, attempt, earlier.outputs(shuffleId, fingerprint, maps));
  }

  /** The next job of a fingerprint. */
  public synchronized JobIdentity job(Fingerprint fingerprint) {
    return new JobIdentity(fingerprint, occurrences.merge(fingerprint, 1, Integer::sum) - 1);
  }

  /** The results of a job that an earlier attempt has run, by position. */
  public Optional<List<ByteString>> results(JobIdentity job) {
    return earlier.takeResults(job);
  }

  /** The most bytes that the results of one job may have to be written down. */
  public long mostResultBytes() {
    return mostResultBytes;
  }

  /**
   * A job has ended well.
   *
   * @param results by position, together no more than {@link #mostResultBytes}
   */
  public void jobDone(JobIdentity job, List<ByteString> results) {
    append(
        () ->
            JournalRecord.newBuilder()
                .setJobDone(
                    JobDone.newBuilder()
                        .setFingerprint(job.fingerprint().bytes())
                        .setOccurrence(job.occurrence())
                        .addAllResults(results)));
  }

  /**
   * Whether an earlier attempt has said that an output is complete.
   *
   * @param path where the program wants it
   */
  public boolean isCommitted(JobIdentity output, String path) {
    return earlier.committed(output).filter(path::equals).isPresent();
  }

  /** An output's files are about to be moved into place. */
  public void commitBegun(JobIdentity output, String path) {
    append(
        () ->
            JournalRecord.newBuilder()
                .setCommitBegun(
                    CommitBegun.newBuilder()
                        .setFingerprint(output.fingerprint().bytes())
                        .setOccurrence(output.occurrence())
                        .setPlace(path)));
  }

  /** They are all there. */
  public void commitEnded(JobIdentity output, String path) {
    append(
        () ->
            JournalRecord.newBuilder()
                .setCommitEnded(
                    CommitEnded.newBuilder()
                        .setFingerprint(output.fingerprint().bytes())
                        .setOccurrence(output.occurrence())
                        .setPlace(path)));
  }

  /** A map output was taken into the table. */
  public void outputSaved(int shuffleId, SavedOutput output) {
    if (output.updateBytes() <= MOST_UPDATE_BYTES) {
      append(
          () ->
              JournalRecord.newBuilder()
                  .setOutputSaved(
                      OutputSaved.newBuilder()
                          .setShuffleId(shuffleId)
                          .setMapId(output.map())
                          .setAttempt(output.attempt())
                          .setHost(output.host())
                          .setPort(output.port())
                          .setSizes(output.sizes())
                          .addAllAccumulators(output.accumulators())));
    }
  }

  /** Map outputs were dropped from the table. */
  public void outputsDropped(int shuffleId, int[] maps) {
    append(
        () -> {
          OutputsDropped.Builder dropped = OutputsDropped.newBuilder().setShuffleId(shuffleId);
          for (int map : maps) {
            dropped.addMapIds(map);
          }
          return JournalRecord.newBuilder().setOutputsDropped(dropped);
        });
  }

  /** A shuffle's files are removed. */
  public void shuffleDropped(int shuffleId) {
    earlier.forget(shuffleId);
    append(
        () ->
            JournalRecord.newBuilder()
                .setShuffleDropped(ShuffleDropped.newBuilder().setShuffleId(shuffleId)));
  }

  /** A container was given to an executor. */
  public void executorKnown(String executorId, String host, String rack, String containerId) {
    append(
        () ->
            JournalRecord.newBuilder()
                .setExecutorKnown(
                    ExecutorKnown.newBuilder()
                        .setExecutorId(executorId)
                        .setHost(host)
                        .setRack(rack)
                        .setContainerId(containerId)));
  }

  /** An executor's process has ended. */
  public void executorGone(String executorId) {
    append(
        () ->
            JournalRecord.newBuilder()
                .setExecutorGone(ExecutorGone.newBuilder().setExecutorId(executorId)));
  }

  /** Writes what was said, and closes the journal. */
  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
  }
}
