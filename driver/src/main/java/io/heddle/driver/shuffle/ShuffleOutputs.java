package io.heddle.driver.shuffle;

import com.google.protobuf.ByteString;
import io.heddle.protocol.executor.MapOutput;
import io.heddle.protocol.executor.MapOutputs;
import io.heddle.protocol.executor.OutputLocation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The map outputs of one shuffle.
 *
 * <p>Each map partition is <i>missing</i> or <i>there</i>. missing → there when an attempt's output
 * is added; there → missing when exactly that attempt's output is dropped, which begins a new
 * epoch. An output that comes when there is one already is not taken: readers may be at work on the
 * first.
 */
public final class ShuffleOutputs {
  private static final int MISSING = -1;

  private final int shuffleId;
  private final int reducePartitions;
  private final int[] attempts;
  private final int[] places;
  private final ByteString[] sizes;
  private final List<OutputPlace> placeList = new ArrayList<>();
  private final Map<OutputPlace, Integer> placeIndex = new HashMap<>();
  private final BitSet tableSentTo = new BitSet();
  private final BitSet made = new BitSet();
  private long[] checksums;
  private int missing;
  private long epoch = 1;
  private MapOutputs table;

  ShuffleOutputs(int shuffleId, int maps, int reducePartitions) {
    this.shuffleId = shuffleId;
    this.reducePartitions = reducePartitions;
    attempts = new int[maps];
    places = new int[maps];
    Arrays.fill(places, MISSING);
    sizes = new ByteString[maps];
    missing = maps;
  }

  public int shuffleId() {
    return shuffleId;
  }

  public boolean isComplete() {
    return missing == 0;
  }

  public long epoch() {
    return epoch;
  }

  public boolean has(int mapId) {
    return places[mapId] != MISSING;
  }

  /** Map partitions without an output, ascending. */
  public int[] missing() {
    int[] found = new int[missing];
    int n = 0;
    for (int i = 0; i < places.length; i++) {
      if (places[i] == MISSING) {
        found[n++] = i;
      }
    }
    return found;
  }

  /** Whether there are any outputs. */
  public boolean hasAny() {
    return missing < places.length;
  }

  /** Whether a map partition has, or had, an output. */
  public boolean wasMade(int mapId) {
    return made.get(mapId);
  }

  /**
   * Notes what an output holds, whether it is the first or made again.
   *
   * @param checksum of its records in any order; 0 when not known
   * @return whether the one before it held other records, as far as that is known
   */
  public boolean differs(int mapId, long checksum) {
    if (checksum == 0) {
      return false;
    }
    if (checksums == null) {
      checksums = new long[places.length];
    }
    long before = checksums[mapId];
    checksums[mapId] = checksum;
    return before != 0 && before != checksum;
  }

  /**
   * @param table sizes by reduce partition, as {@link io.heddle.protocol.SizeTable} encodes them
   * @return false when there is an output of that map partition already
   */
  public boolean add(int mapId, int attempt, OutputPlace place, ByteString table) {
    if (has(mapId)) {
      return false;
    }
    Integer index = placeIndex.get(place);
    if (index == null) {
      index = placeList.size();
      placeList.add(place);
      placeIndex.put(place, index);
    }
    places[mapId] = index;
    attempts[mapId] = attempt;
    sizes[mapId] = table;
    made.set(mapId);
    missing--;
    return true;
  }

  /** Where an output lies, or null when it is missing. */
  public OutputPlace place(int mapId) {
    return has(mapId) ? placeList.get(places[mapId]) : null;
  }

  /** The hosts that outputs lie on, or lay on until they were lost. */
  public Set<String> hosts() {
    return placeList.stream().map(OutputPlace::host).collect(Collectors.toSet());
  }

  void addExecutorsThatServe(Set<String> to) {
    BitSet own = new BitSet();
    for (int i = 0; i < placeList.size(); i++) {
      own.set(i, !placeList.get(i).executorId().isEmpty());
    }
    for (int i = 0; i < places.length && !own.isEmpty(); i++) {
      if (has(i) && own.get(places[i])) {
        to.add(placeList.get(places[i]).executorId());
        own.clear(places[i]);
      }
    }
  }

  /** Drops one output if it is that attempt's. */
  public boolean drop(int mapId, int attempt) {
    if (mapId < 0 || mapId >= places.length || !has(mapId) || attempts[mapId] != attempt) {
      return false;
    }
    remove(mapId);
    newEpoch();
    return true;
  }

  /** Drops all outputs at some places; returns the map partitions, ascending. */
  public int[] dropWhere(Predicate<OutputPlace> lost) {
    BitSet lostPlaces = new BitSet();
    for (int i = 0; i < placeList.size(); i++) {
      lostPlaces.set(i, lost.test(placeList.get(i)));
    }
    if (lostPlaces.isEmpty()) {
      return new int[0];
    }
    int[] dropped = new int[places.length - missing];
    int n = 0;
    for (int i = 0; i < places.length; i++) {
      if (has(i) && lostPlaces.get(places[i])) {
        remove(i);
        dropped[n++] = i;
      }
    }
    if (n > 0) {
      newEpoch();
    }
    return Arrays.copyOf(dropped, n);
  }

  private void remove(int mapId) {
    places[mapId] = MISSING;
    sizes[mapId] = null;
    missing++;
  }

  private void newEpoch() {
    epoch++;
    table = null;
    tableSentTo.clear();
  }

  /**
   * Notes that the table of this epoch goes to an executor.
   *
   * @return false when it went there before
   */
  public boolean sendTo(int executorIndex) {
    if (tableSentTo.get(executorIndex)) {
      return false;
    }
    tableSentTo.set(executorIndex);
    return true;
  }

  /** The executors that hold a table of this epoch, by index. */
  public BitSet sentTo() {
    return tableSentTo;
  }

  /** The table of this epoch, made once. */
  MapOutputs table() {
    if (!isComplete()) {
      throw new IllegalStateException("shuffle " + shuffleId + " lacks " + missing + " outputs");
    }
    if (table == null) {
      MapOutputs.Builder builder =
          MapOutputs.newBuilder()
              .setShuffleId(shuffleId)
              .setEpoch(epoch)
              .setPartitions(reducePartitions);
      for (OutputPlace place : placeList) {
        builder.addLocations(
            OutputLocation.newBuilder().setHost(place.host()).setPort(place.port()));
      }
      for (int i = 0; i < places.length; i++) {
        builder.addOutputs(
            MapOutput.newBuilder()
                .setMapId(i)
                .setAttempt(attempts[i])
                .setLocation(places[i])
                .setSizes(sizes[i]));
      }
      table = builder.build();
    }
    return table;
  }
}
