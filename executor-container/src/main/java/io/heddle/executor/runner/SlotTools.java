package io.heddle.executor.runner;

import io.heddle.conf.ShuffleSettings;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.FrameSource;
import io.heddle.executor.spill.FrameWriter;
import io.heddle.serde.Serde;
import java.util.ArrayList;
import java.util.List;

/**
 * Codecs and buffers that the attempts of one slot use one after the other. Used by the slot's
 * thread.
 */
final class SlotTools {
  /** Readers kept for the next attempt; a merge of many runs makes more. */
  private static final int KEPT_READERS = 4;

  private final ExecutorServices services;
  private final Serde serde;
  private final FrameWriter frames;
  private final int frameRows;
  private final List<FrameReader> readers = new ArrayList<>();
  private int readersUsed;

  SlotTools(ExecutorServices services) {
    this.services = services;
    serde = services.serdes().create();
    frames = new FrameWriter(serde, services.conf().get(ShuffleSettings.COMPRESS));
    frameRows = services.conf().get(ShuffleSettings.FRAME_ROWS);
  }

  Serde serde() {
    return serde;
  }

  FrameWriter frames() {
    return frames;
  }

  int frameRows() {
    return frameRows;
  }

  /** A reader for the attempt; each has batches of its own, as several may be read in turns. */
  FrameReader newReader() {
    if (readersUsed < readers.size()) {
      return readers.get(readersUsed++);
    }
    FrameReader reader = new FrameReader(serde.another());
    if (readers.size() < KEPT_READERS) {
      readers.add(reader);
      readersUsed++;
    }
    return reader;
  }

  /** The attempt has ended; its readers may be used by the next one. */
  void reset() {
    for (int i = 0; i < readersUsed; i++) {
      readers.get(i).reset(FrameSource.EMPTY);
    }
    readersUsed = 0;
  }
}
