package io.heddle.monitoring.store;

import io.heddle.protocol.event.RddCached;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is cached where, as far as events have told. */
final class RddTable {
  private record Place(int partition, String executorId) {}

  private record Size(long memoryBytes, long diskBytes) {}

  private static final class Rdd {
    private String name = "";
    private String level = "";
    private final Map<Place, Size> blocks = new HashMap<>();
  }

  private final TreeMap<Integer, Rdd> rdds = new TreeMap<>();

  void cached(RddCached event) {
    boolean gone = event.getMemoryBytes() == 0 && event.getDiskBytes() == 0;
    if (gone && !rdds.containsKey(event.getRddId())) {
      return; // told after the RDD itself had gone
    }
    Rdd rdd = rdds.computeIfAbsent(event.getRddId(), id -> new Rdd());
    if (!event.getName().isEmpty()) {
      rdd.name = Text.bounded(event.getName());
    }
    if (!event.getLevel().isEmpty()) {
      rdd.level = Text.bounded(event.getLevel());
    }
    Place place = new Place(event.getPartition(), event.getExecutorId());
    if (gone) {
      rdd.blocks.remove(place);
    } else {
      rdd.blocks.put(place, new Size(event.getMemoryBytes(), event.getDiskBytes()));
    }
  }

  void uncached(int rddId) {
    rdds.remove(rddId);
  }

  void executorGone(String executorId) {
    for (Rdd rdd : rdds.values()) {
      Iterator<Place> places = rdd.blocks.keySet().iterator();
      while (places.hasNext()) {
        if (places.next().executorId().equals(executorId)) {
          places.remove();
        }
      }
    }
  }

  List<RddStatus> snapshots() {
    List<RddStatus> found = new ArrayList<>(rdds.size());
    rdds.forEach((id, rdd) -> found.add(snapshot(id, rdd)));
    return found;
  }

  private static RddStatus snapshot(int id, Rdd rdd) {
    long memory = 0;
    long disk = 0;
    Set<Integer> partitions = new HashSet<>();
    for (Map.Entry<Place, Size> block : rdd.blocks.entrySet()) {
      memory += block.getValue().memoryBytes();
      disk += block.getValue().diskBytes();
      partitions.add(block.getKey().partition());
    }
    List<RddStatus.Block> blocks =
        rdd.blocks.entrySet().stream()
            .sorted(
                Map.Entry.comparingByKey(
                    Comparator.comparingInt(Place::partition).thenComparing(Place::executorId)))
            .limit(RddStatus.MAX_BLOCKS)
            .map(
                block ->
                    new RddStatus.Block(
                        block.getKey().partition(),
                        block.getKey().executorId(),
                        block.getValue().memoryBytes(),
                        block.getValue().diskBytes()))
            .toList();
    return new RddStatus(id, rdd.name, rdd.level, partitions.size(), memory, disk, blocks);
  }
}
