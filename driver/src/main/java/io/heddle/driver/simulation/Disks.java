package io.heddle.driver.simulation;

import io.heddle.protocol.executor.FetchFailed;
import io.heddle.protocol.executor.MapOutput;
import io.heddle.protocol.executor.MapOutputs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The map outputs that truly exist. An output's content is a number that depends on its task and on
 * all that the task read, so that a reader which was sent to the wrong file gets a wrong result.
 */
final class Disks {
  /** A map output as a file. */
  static final class Output {
    final int shuffleId;
    final int mapId;
    final int attempt;
    final Node node;
    final String executorId;
    final long content;
    boolean corrupt;

    Output(int shuffleId, int mapId, int attempt, Node node, String executorId, long content) {
      this.shuffleId = shuffleId;
      this.mapId = mapId;
      this.attempt = attempt;
      this.node = node;
      this.executorId = executorId;
      this.content = content;
    }
  }

  /** What reading all of a shuffle gave: its content, or a failure. */
  record Read(long content, FetchFailed failure) {}

  private record Whole(long version, long content) {}

  private final Timeline time;
  private final Map<Integer, Map<Long, Output>> shuffles = new HashMap<>();
  private final Map<MapOutputs, Whole> read = new IdentityHashMap<>();
  private long version;
  private long troubleUntil;

  Disks(Timeline time) {
    this.time = time;
  }

  void write(Output output) {
    shuffles
        .computeIfAbsent(output.shuffleId, id -> new HashMap<>())
        .put(key(output.mapId, output.attempt), output);
  }

  private static long key(int mapId, int attempt) {
    return ((long) mapId << 32) | attempt;
  }

  boolean has(int shuffleId, int mapId, int attempt) {
    Output output = shuffles.getOrDefault(shuffleId, Map.of()).get(key(mapId, attempt));
    return output != null && !output.corrupt;
  }

  void remove(Predicate<Output> gone) {
    version++;
    shuffles.values().forEach(outputs -> outputs.values().removeIf(gone));
  }

  void drop(int shuffleId) {
    shuffles.remove(shuffleId);
    read.keySet().removeIf(table -> table.getShuffleId() == shuffleId);
    version++;
  }

  /** All outputs there are, in an order that depends on the seed alone. */
  List<Output> all() {
    List<Output> all = new ArrayList<>();
    shuffles.values().forEach(outputs -> all.addAll(outputs.values()));
    return all;
  }

  void corrupt(Output output) {
    output.corrupt = true;
    version++;
  }

  /** Some node cannot be reached until then. */
  void trouble(long untilMillis) {
    troubleUntil = Math.max(troubleUntil, untilMillis);
  }

  /**
   * Reads all outputs that a table names.
   *
   * @param begin the map partition to begin with
   */
  Read read(MapOutputs table, Node reader, int begin) {
    boolean trouble = time.now() < troubleUntil;
    Whole before = trouble ? null : read.get(table);
    if (before != null && before.version() == version) {
      return new Read(before.content(), null);
    }
    Map<Long, Output> outputs = shuffles.getOrDefault(table.getShuffleId(), Map.of());
    int n = table.getOutputsCount();
    long content = 0;
    for (int i = 0; i < n; i++) {
      MapOutput named = table.getOutputs((begin + i) % n);
      String host = table.getLocations(named.getLocation()).getHost();
      Output output = outputs.get(key(named.getMapId(), named.getAttempt()));
      String wrong = wrongWith(output, host, reader);
      if (wrong != null) {
        return new Read(0, failure(table, named, host, wrong));
      }
      content += part(named.getMapId(), output.content);
    }
    if (!trouble) {
      read.put(table, new Whole(version, content));
    }
    return new Read(content, null);
  }

  private String wrongWith(Output output, String host, Node reader) {
    if (output == null || !output.node.host.equals(host)) {
      return "MISSING";
    }
    if (output.node != reader && (!output.node.up || time.now() < output.node.unreachableUntil)) {
      return "UNREACHABLE";
    }
    return output.corrupt ? "CORRUPT" : null;
  }

  private static FetchFailed failure(
      MapOutputs table, MapOutput named, String host, String reason) {
    return FetchFailed.newBuilder()
        .setShuffleId(table.getShuffleId())
        .setMapId(named.getMapId())
        .setMapAttempt(named.getAttempt())
        .setEpoch(table.getEpoch())
        .setHost(host)
        .setReason(reason)
        .build();
  }

  /** What one map partition adds to the content of its shuffle. */
  static long part(int mapId, long content) {
    return Dice.mix(content, mapId);
  }
}
