package io.heddle.hdfs.text;

import io.heddle.hdfs.file.BlockPlace;
import io.heddle.hdfs.file.FileEntry;
import io.heddle.rdd.lineage.HostLocation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts files into splits and packs small ones into partitions. Pure arithmetic.
 *
 * <p>A file is cut at its blocks, and a block into equal pieces where it is larger than the target;
 * so no split straddles two hosts. Splits of at least half the target are partitions by themselves.
 * Smaller ones are packed with others of the same first host until the target is reached, each
 * counted with the cost of opening a file; what stays alone on its host is packed with its like.
 */
final class SplitPlanner {
  private final long target;
  private final long openCost;

  /**
   * @param totalBytes of all files
   * @param files their number
   * @param minPartitions about as many partitions, or more
   * @param maxBytes the largest split
   * @param openCost bytes that opening a file counts for
   */
  SplitPlanner(long totalBytes, int files, int minPartitions, long maxBytes, long openCost) {
    long weight = totalBytes + files * openCost;
    this.target = Math.max(1, Math.min(maxBytes, ceilDivide(weight, Math.max(1, minPartitions))));
    this.openCost = openCost;
  }

  /** Cuts one file; an empty file gives no split. */
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
      long pieces = Math.max(1, ceilDivide(place.length() * 10, target * 11));
      long begin = place.offset();
      for (long piece = 1; piece <= pieces; piece++) {
        long end = place.offset() + place.length() * piece / pieces;
        splits.add(
            new TextSplit.Placed(new TextSplit(file.path(), begin, end - begin), place.hosts()));
        begin = end;
      }
    }
    return splits;
  }

  /** Packs splits, given in the order of files, into groups; one group is one partition. */
  List<List<TextSplit.Placed>> pack(List<TextSplit.Placed> splits) {
    List<Group> groups = new ArrayList<>();
    Map<String, Group> open = new HashMap<>();
    for (int i = 0; i < splits.size(); i++) {
      TextSplit.Placed placed = splits.get(i);
      long weight = placed.split().length() + openCost;
      if (weight * 2 > target) {
        Group alone = new Group(i);
        alone.add(placed, weight);
        groups.add(alone);
        continue;
      }
      String host = placed.hosts().isEmpty() ? "" : placed.hosts().get(0).host();
      Group group = open.get(host);
      if (group == null || group.weight + weight > target) {
        group = new Group(i);
        groups.add(group);
        open.put(host, group);
      }
      group.add(placed, weight);
    }
    groups.sort(Comparator.comparingInt(group -> group.first));
    return groups.stream().map(group -> group.splits).toList();
  }

  /** The hosts that hold most bytes of a group, at most three. */
  static List<HostLocation> hostsOf(List<TextSplit.Placed> group) {
    if (group.size() == 1) {
      return group.get(0).hosts();
    }
    Map<HostLocation, Long> bytes = new LinkedHashMap<>();
    for (TextSplit.Placed placed : group) {
      for (HostLocation host : placed.hosts()) {
        bytes.merge(host, placed.split().length(), Long::sum);
      }
    }
    return bytes.entrySet().stream()
        .sorted(Map.Entry.<HostLocation, Long>comparingByValue().reversed())
        .limit(3)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static long ceilDivide(long a, long b) {
    return (a + b - 1) / b;
  }

  private static final class Group {
    private final int first;
    private final List<TextSplit.Placed> splits = new ArrayList<>();
    private long weight;

    Group(int first) {
      this.first = first;
    }

    void add(TextSplit.Placed placed, long itsWeight) {
      splits.add(placed);
      weight += itsWeight;
    }
  }
}
