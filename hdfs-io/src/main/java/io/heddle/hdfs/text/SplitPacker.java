package io.heddle.hdfs.text;

import io.heddle.rdd.lineage.HostLocation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts splits together into partitions, so that many small files make few tasks. Pure; each split
 * weighs its bytes and the cost of opening a file, and a partition weighs no more than a target
 * unless one split does.
 *
 * <p>Splits that fill a partition are left alone. The others are gathered host by host, always for
 * the host that has been given least, while at least half a partition is left on one host; the rest
 * in the same way rack by rack; what is left then, in order. So the hosts a partition prefers
 * really hold its bytes, and no host is asked for more than its part. Within a partition, and among
 * partitions by their first split, the order of the input is kept.
 */
final class SplitPacker {
  private static final int MOST_HOSTS = 3;

  private final List<TextSplit.Placed> splits;
  private final long openCost;
  private final long target;
  private final BitSet left = new BitSet();
  private final List<List<Integer>> groups = new ArrayList<>();

  private SplitPacker(
      List<TextSplit.Placed> splits, int minPartitions, long maxBytes, long openCost) {
    this.splits = splits;
    this.openCost = openCost;
    long all = 0;
    for (int i = 0; i < splits.size(); i++) {
      all += weight(i);
    }
    long share = (all + minPartitions - 1) / minPartitions;
    this.target = Math.min(maxBytes, Math.max(openCost, share));
    left.set(0, splits.size());
  }

  /**
   * @param splits in the order of the input
   * @return the partitions; every split is in exactly one of them
   */
  static List<List<TextSplit.Placed>> pack(
      List<TextSplit.Placed> splits, int minPartitions, long maxBytes, long openCost) {
    SplitPacker packer = new SplitPacker(splits, minPartitions, maxBytes, openCost);
    packer.setFullOnesApart();
    packer.gather(HostLocation::host);
    packer.gather(HostLocation::rack);
    packer.gatherRest();
    packer.groups.sort(Comparator.comparing(group -> group.get(0)));
    return packer.groups.stream().map(group -> group.stream().map(splits::get).toList()).toList();
  }

  private long weight(int split) {
    return splits.get(split).split().length() + openCost;
  }

  private void setFullOnesApart() {
    for (int i = 0; i < splits.size(); i++) {
      if (weight(i) + openCost >= target) {
        take(List.of(i));
      }
    }
  }

  private void take(List<Integer> group) {
    groups.add(group);
    group.forEach(left::clear);
  }

  private void gather(Function<HostLocation, String> place) {
    Map<String, List<Integer>> byPlace = new LinkedHashMap<>();
    Map<String, Long> weights = new HashMap<>();
    for (int i = left.nextSetBit(0); i >= 0; i = left.nextSetBit(i + 1)) {
      for (String name : places(i, place)) {
        byPlace.computeIfAbsent(name, n -> new ArrayList<>()).add(i);
        weights.merge(name, weight(i), Long::sum);
      }
    }
    Map<String, Long> taken = new HashMap<>();
    Comparator<String> next =
        Comparator.<String, Long>comparing(name -> taken.getOrDefault(name, 0L))
            .thenComparing(name -> -weights.get(name));
    while (true) {
      Optional<String> chosen =
          byPlace.keySet().stream().filter(name -> weights.get(name) * 2 >= target).min(next);
      if (chosen.isEmpty()) {
        return;
      }
      List<Integer> candidates = byPlace.get(chosen.get());
      candidates.removeIf(i -> !left.get(i));
      List<Integer> group = prefixWithin(candidates);
      take(group);
      for (int i : group) {
        taken.merge(chosen.get(), weight(i), Long::sum);
        for (String name : places(i, place)) {
          weights.merge(name, -weight(i), Long::sum);
        }
      }
    }
  }

  private Collection<String> places(int split, Function<HostLocation, String> place) {
    return splits.get(split).hosts().stream()
        .map(place)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  private List<Integer> prefixWithin(List<Integer> candidates) {
    List<Integer> group = new ArrayList<>();
    long sum = 0;
    for (int i : candidates) {
      sum += weight(i);
      if (sum > target && !group.isEmpty()) {
        break;
      }
      group.add(i);
    }
    return group;
  }

  private void gatherRest() {
    List<Integer> group = new ArrayList<>();
    long sum = 0;
    for (int i = left.nextSetBit(0); i >= 0; i = left.nextSetBit(i + 1)) {
      sum += weight(i);
      if (sum > target && !group.isEmpty()) {
        groups.add(group);
        group = new ArrayList<>();
        sum = weight(i);
      }
      group.add(i);
    }
    if (!group.isEmpty()) {
      groups.add(group);
    }
  }

  /**
   * Where a partition should run: the hosts that hold at least half of its bytes, the most first;
   * when there is none, the three that hold most.
   */
  static List<HostLocation> hostsOf(List<TextSplit.Placed> group) {
    if (group.size() == 1) {
      return group.get(0).hosts();
    }
    Map<HostLocation, Long> held = new LinkedHashMap<>();
    long all = 0;
    for (TextSplit.Placed placed : group) {
      all += placed.split().length();
      for (HostLocation host : placed.hosts()) {
        held.merge(host, placed.split().length(), Long::sum);
      }
    }
    long half = (all + 1) / 2;
    List<HostLocation> most =
        held.entrySet().stream()
            .sorted(Map.Entry.<HostLocation, Long>comparingByValue().reversed())
            .map(Map.Entry::getKey)
            .toList();
    long enough = most.stream().filter(host -> held.get(host) >= half).count();
    return most.stream().limit(enough > 0 ? enough : MOST_HOSTS).toList();
  }
}
