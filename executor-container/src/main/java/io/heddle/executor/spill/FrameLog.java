package io.heddle.executor.spill;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Frames in memory, appended in the order they come, with a note of the partition of each; given
 * out by partition. Used by one thread.
 */
final class FrameLog implements ByteSink {
  private static final int FIRST_PAGE = 32 * 1024;
  private static final int MAX_PAGE = 1 << 20;

  private final int partitions;
  private final List<byte[]> pages = new ArrayList<>();
  private byte[] page = new byte[0];
  private int used;
  private long pageBytes;
  private int partition;

  private int frames;
  private int[] framePartitions = new int[64];
  private int[] framePages = new int[64];
  private int[] frameOffsets = new int[64];
  private int[] frameLengths = new int[64];

  FrameLog(int partitions) {
    this.partitions = partitions;
  }

  /** Sets the partition of the frames that follow. */
  FrameLog of(int newPartition) {
    partition = newPartition;
    return this;
  }

  /** Bytes of heap that it takes. */
  long bytes() {
    return pageBytes + 16L * framePartitions.length;
  }

  boolean isEmpty() {
    return frames == 0;
  }

  /** Takes one whole frame. */
  @Override
  public void write(byte[] bytes, int offset, int length) {
    if (page.length - used < length) {
      int size = pages.isEmpty() ? FIRST_PAGE : Math.min(MAX_PAGE, 2 * page.length);
      page = new byte[Math.max(length, size)];
      pages.add(page);
      pageBytes += page.length;
      used = 0;
    }
    if (frames == framePartitions.length) {
      int more = 2 * frames;
      framePartitions = Arrays.copyOf(framePartitions, more);
      framePages = Arrays.copyOf(framePages, more);
      frameOffsets = Arrays.copyOf(frameOffsets, more);
      frameLengths = Arrays.copyOf(frameLengths, more);
    }
    framePartitions[frames] = partition;
    framePages[frames] = pages.size() - 1;
    frameOffsets[frames] = used;
    frameLengths[frames] = length;
    frames++;
    System.arraycopy(bytes, offset, page, used, length);
    used += length;
  }

  /** Gives out all frames; those of one partition in the order they came. */
  void writeTo(PartitionedSink target) throws IOException {
    int[] next = new int[partitions + 1];
    for (int i = 0; i < frames; i++) {
      next[framePartitions[i] + 1]++;
    }
    for (int p = 0; p < partitions; p++) {
      next[p + 1] += next[p];
    }
    int[] ordered = new int[frames];
    for (int i = 0; i < frames; i++) {
      ordered[next[framePartitions[i]]++] = i;
    }
    int current = -1;
    ByteSink sink = null;
    for (int i : ordered) {
      if (sink == null || framePartitions[i] != current) {
        current = framePartitions[i];
        sink = target.begin(current);
      }
      sink.write(pages.get(framePages[i]), frameOffsets[i], frameLengths[i]);
    }
  }

  /** Empties it and lets its memory go. */
  void clear() {
    pages.clear();
    page = new byte[0];
    used = 0;
    pageBytes = 0;
    frames = 0;
  }
}
