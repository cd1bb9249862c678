package io.heddle.driver.recovery;

import io.heddle.protocol.journal.JournalRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Journals in memory, as a file system would show them to others: up to the last flush. */
public final class MemoryStore implements JournalStore {
  final Map<Integer, byte[]> files = new ConcurrentHashMap<>();
  volatile int flushes;
  volatile boolean broken;

  @Override
  public OutputStream create(int attempt) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    return new FilterOutputStream(bytes) {
      @Override
      public void flush() throws IOException {
        if (broken) {
          throw new IOException("no space left");
        }
        files.put(attempt, bytes.toByteArray());
        flushes++;
      }
    };
  }

  @Override
  public Optional<InputStream> open(int attempt) {
    return Optional.ofNullable(files.get(attempt)).map(ByteArrayInputStream::new);
  }

  public boolean has(int attempt) {
    return files.containsKey(attempt);
  }

  /** All that the journals name stages and jobs by. */
  public List<String> fingerprints() {
    List<String> all = new ArrayList<>();
    for (JournalRecord record : records()) {
      if (record.hasShuffleKnown()) {
        all.add(Fingerprint.of(record.getShuffleKnown().getFingerprint()).hex());
      } else if (record.hasJobDone()) {
        all.add(Fingerprint.of(record.getJobDone().getFingerprint()).hex());
      }
    }
    return all;
  }

  /** Where outputs are whose commits have ended. */
  public List<String> committed() {
    return records().stream()
        .filter(JournalRecord::hasCommitEnded)
        .map(record -> record.getCommitEnded().getPlace())
        .toList();
  }

  private List<JournalRecord> records() {
    List<JournalRecord> all = new ArrayList<>();
    for (byte[] file : files.values()) {
      try {
        JournalReader.read(new ByteArrayInputStream(file), all::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  /** Waits until that many map outputs are written down; returns a copy of what is there then. */
  public MemoryStore awaitOutputs(int count) throws InterruptedException {
    while (records().stream().filter(JournalRecord::hasOutputSaved).count() < count) {
      Thread.sleep(2);
    }
    MemoryStore copy = new MemoryStore();
    copy.files.putAll(files);
    return copy;
  }
}
