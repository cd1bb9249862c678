package io.heddle.hdfs.text;

import io.heddle.rdd.lineage.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Windows into large partitions of plain text: the partition is divided into as many stretches as
 * there are windows, and each has one at a random place, the same at each run. Small and compressed
 * partitions are their own excerpts.
 */
final class TextExcerpts {
  static final int WINDOWS = 16;
  static final long WINDOW_BYTES = 128 * 1024;

  /** Of smaller partitions windows would be no small part. */
  private static final long LEAST_BYTES = 4 * WINDOWS * WINDOW_BYTES;

  private TextExcerpts() {}

  static Excerpt of(TextPartition partition) {
    long bytes = 0;
    boolean plain = true;
    for (TextSplit split : partition.splits()) {
      bytes += split.length();
      plain &= Compression.of(split.path()) == Compression.NONE;
    }
    if (!plain || bytes < LEAST_BYTES) {
      return new Excerpt(partition, 1);
    }
    List<TextSplit> windows = windows(partition, bytes);
    long covered = windows.stream().mapToLong(TextSplit::length).sum();
    return new Excerpt(new TextPartition(partition.index(), windows), (double) covered / bytes);
  }

  private static List<TextSplit> windows(TextPartition partition, long bytes) {
    SplittableRandom random = new SplittableRandom(partition.index());
    List<TextSplit> windows = new ArrayList<>();
    long stretch = bytes / WINDOWS;
    for (int i = 0; i < WINDOWS; i++) {
      long at = i * stretch + random.nextLong(stretch - WINDOW_BYTES + 1);
      windows.add(window(partition.splits(), at));
    }
    return windows;
  }

  /** The window that begins at a byte of all splits together, cut off where its split ends. */
  private static TextSplit window(List<TextSplit> splits, long at) {
    long left = at;
    for (TextSplit split : splits) {
      if (left < split.length()) {
        long length = Math.min(WINDOW_BYTES, split.length() - left);
        return new TextSplit(split.path(), split.offset() + left, length);
      }
      left -= split.length();
    }
    throw new IllegalArgumentException("beyond the end: " + at);
  }
}
