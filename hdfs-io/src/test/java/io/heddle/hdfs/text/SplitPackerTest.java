package io.heddle.hdfs.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.rdd.lineage.HostLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SplitPackerTest {
  private static final long MAX = 128;
  private static final long OPEN = 4;

  private static TextSplit.Placed split(int number, long length, String... hosts) {
    List<HostLocation> places = new ArrayList<>();
    for (String host : hosts) {
      places.add(new HostLocation(host, "/" + host.charAt(0)));
    }
    return new TextSplit.Placed(new TextSplit("f" + number, 0, length), places);
  }

  private static List<List<String>> names(List<List<TextSplit.Placed>> groups) {
    return groups.stream()
        .map(group -> group.stream().map(placed -> placed.split().path()).toList())
        .toList();
  }

  @Test
  void twoHundredSmallFilesShareAFewPartitionsInOrder() {
    List<TextSplit.Placed> splits = IntStream.range(0, 200).mapToObj(i -> split(i, 1)).toList();

    List<List<TextSplit.Placed>> groups = SplitPacker.pack(splits, 2, MAX, OPEN);

    assertThat(groups).hasSize(8);
    assertThat(groups.stream().flatMap(List::stream).toList()).isEqualTo(splits);
  }

  @Test
  void splitsThatFillAPartitionStayAlone() {
    List<TextSplit.Placed> splits = List.of(split(0, 128), split(1, 128), split(2, 124));
    assertThat(names(SplitPacker.pack(splits, 1, MAX, OPEN)))
        .containsExactly(List.of("f0"), List.of("f1"), List.of("f2"));
  }

  @Test
  void thePartitionsAskedForAreMade() {
    List<TextSplit.Placed> splits = List.of(split(0, 5), split(1, 5), split(2, 5), split(3, 5));
    assertThat(SplitPacker.pack(splits, 4, MAX, OPEN)).hasSize(4);
    assertThat(SplitPacker.pack(splits, 2, MAX, OPEN)).hasSize(2);
    assertThat(SplitPacker.pack(splits, 1, MAX, OPEN)).hasSize(1);
  }

  @Test
  void filesOfOneHostComeTogether() {
    List<TextSplit.Placed> splits = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      splits.add(split(i, 10, i % 2 == 0 ? "a1" : "b1"));
    }

    List<List<TextSplit.Placed>> groups = SplitPacker.pack(splits, 2, MAX, OPEN);

    assertThat(groups).hasSize(3);
    assertThat(groups.stream().filter(group -> SplitPacker.hostsOf(group).size() == 1)).hasSize(2);
    assertThat(groups.get(2)).as("what is left of both hosts").hasSize(2);
  }

  @Test
  void scatteredFilesComeTogetherByRack() {
    List<TextSplit.Placed> splits = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      splits.add(split(i, 1, (i % 2 == 0 ? "a" : "b") + i));
    }

    List<List<TextSplit.Placed>> groups = SplitPacker.pack(splits, 2, MAX, OPEN);

    assertThat(groups).hasSize(2);
    for (List<TextSplit.Placed> group : groups) {
      assertThat(group.stream().map(placed -> placed.hosts().get(0).rack()).distinct()).hasSize(1);
      assertThat(SplitPacker.hostsOf(group)).hasSize(3);
    }
  }

  @Test
  void aPartitionPrefersHostsThatHoldHalfOfIt() {
    assertThat(
            SplitPacker.hostsOf(
                List.of(split(0, 10, "a", "b"), split(1, 10, "b", "c"), split(2, 1, "d"))))
        .containsExactly(new HostLocation("b", "/b"));
    assertThat(SplitPacker.hostsOf(List.of(split(0, 10, "x", "y", "z", "u")))).hasSize(4);
    assertThat(SplitPacker.hostsOf(List.of(split(0, 10), split(1, 10)))).isEmpty();
  }

  /** On a cluster with three replicas work is spread, and stays where its bytes are. */
  @RepeatedTest(20)
  void everySplitIsInOnePartitionAndHostsShareTheWork() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int hosts = 4 + random.nextInt(12);
    List<TextSplit.Placed> splits = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      String[] replicas =
          random
              .ints(0, hosts)
              .distinct()
              .limit(3)
              .mapToObj(host -> (char) ('a' + host % 3) + "" + host)
              .toArray(String[]::new);
      splits.add(split(i, 1 + random.nextInt(30), replicas));
    }

    List<List<TextSplit.Placed>> groups = SplitPacker.pack(splits, 2, MAX, OPEN);

    assertThat(groups.stream().flatMap(List::stream).toList())
        .as("seed %d", seed)
        .containsExactlyInAnyOrderElementsOf(splits);
    Map<String, Integer> partitions = new HashMap<>();
    int local = 0;
    for (List<TextSplit.Placed> group : groups) {
      long weight = group.stream().mapToLong(placed -> placed.split().length() + OPEN).sum();
      assertThat(weight).as("seed %d", seed).isLessThanOrEqualTo(MAX);
      HostLocation best = SplitPacker.hostsOf(group).get(0);
      partitions.merge(best.host(), 1, Integer::sum);
      local += group.stream().allMatch(placed -> placed.hosts().contains(best)) ? 1 : 0;
    }
    assertThat(local * 10).as("local, seed %d", seed).isGreaterThanOrEqualTo(groups.size() * 8);
    assertThat(partitions.values())
        .as("partitions by host, seed %d", seed)
        .allMatch(count -> count <= 2 * groups.size() / hosts + 2);
  }
}
