package io.heddle.hdfs.text;

import io.heddle.hdfs.file.BlockPlace;
import io.heddle.hdfs.file.FileEntry;
import io.heddle.rdd.lineage.HostLocation;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts files into splits. Pure arithmetic.
 *
 * <p>A file is cut at its blocks, so that no split straddles two hosts, and a block into equal
 * pieces where it is larger than the target by more than a tenth. The target is what makes at least
 * the number of partitions asked for, and no more than the largest split allowed.
 */
final class SplitPlanner {
  private final long target;

  /**
   * @param totalBytes of all files
   * @param minPartitions about as many splits, or more
   * @param maxBytes the largest split
   */
  SplitPlanner(long totalBytes, int minPartitions, long maxBytes) {
    this.target = Math.max(1, Math.min(maxBytes, ceilDivide(totalBytes, minPartitions)));
  }

  /**
   * Cuts one file; an empty file gives no split.
   *
   * @param places of the file, covering all of it in order
   */
  List<TextSplit.Placed> cut(FileEntry file, List<BlockPlace> places, boolean splittable) {
    if (file.length() == 0) {
      return List.of();
    }
    if (!splittable) {
      List<HostLocation> hosts = places.isEmpty() ? List.of() : places.get(0).hosts();
      return List.of(new TextSplit.Placed(new TextSplit(file.path(), 0, file.length()), hosts));
    }
    List<TextSplit.Placed> splits = new ArrayList<>();
    for (BlockPlace place : places) {
      // A tenth more than the target is not worth another task.
      long pieces = Math.max(1, ceilDivide(place.length() - target / 10, target));
      long begin = 0;
      for (long piece = 1; piece <= pieces; piece++) {
        long end = Math.round((double) place.length() * piece / pieces);
        splits.add(
            new TextSplit.Placed(
                new TextSplit(file.path(), place.offset() + begin, end - begin), place.hosts()));
        begin = end;
      }
    }
    return splits;
  }

  private static long ceilDivide(long a, long b) {
    return (a + b - 1) / b;
  }
}
