package io.heddle.executor.shuffle;

import io.heddle.conf.HeddleConf;
import io.heddle.executor.TestSpaces;
import io.heddle.protocol.SizeTable;
import io.heddle.protocol.executor.MapOutput;
import io.heddle.protocol.executor.OutputLocation;
import io.heddle.rdd.Pair;
import io.heddle.rdd.Partitioner;
import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.file.ShuffleDirectories;
import io.heddle.task.Combiner;
import io.heddle.task.ShuffleSpec;
import io.heddle.task.TaskCounters;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A shuffle whose map outputs a test writes and reads, in one directory. */
final class MapOutputs {
  static final String HOST = "here";
  static final int SHUFFLE = 5;
  static final byte[] SECRET = "a secret of enough bytes".getBytes(StandardCharsets.UTF_8);

  final ShuffleDirectories directories;
  final TaskCounters counters = new TaskCounters();
  final List<MapOutput> outputs = new ArrayList<>();
  private final int partitions;

  MapOutputs(Path directory, int partitions) {
    this.directories = ShuffleDirectories.of(List.of(directory));
    this.partitions = partitions;
  }

  record HashPartitioner(int numPartitions) implements Partitioner {
    @Override
    public int getPartition(Object key) {
      return key == null ? 0 : Math.floorMod(key.hashCode(), numPartitions);
    }
  }

  <K, V, C> long[] write(
      int mapId,
      List<Pair<K, V>> pairs,
      Combiner<K, V, C> combiner,
      boolean mapSideCombine,
      TestSpaces spaces)
      throws Exception {
    long[] sizes =
        new ShuffleWriter(directories, 64 * 1024)
            .write(
                pairs.iterator(),
                new ShuffleSpec<>(
                    SHUFFLE, new HashPartitioner(partitions), combiner, mapSideCombine),
                new MapOutputId(SHUFFLE, mapId, 1000 + mapId),
                spaces.space(),
                counters);
    outputs.add(
        MapOutput.newBuilder()
            .setMapId(mapId)
            .setAttempt(1000 + mapId)
            .setLocation(0)
            .setSizes(SizeTable.encode(sizes))
            .build());
    return sizes;
  }

  TaskShuffleReader reader(TestSpaces spaces, OutputLocation location) {
    return reader(spaces, location, HeddleConf.empty().with("heddle.shuffle.io.maxRetries", "0"));
  }

  TaskShuffleReader reader(TestSpaces spaces, OutputLocation location, HeddleConf conf) {
    MapOutputTables tables = new MapOutputTables();
    tables.put(
        io.heddle.protocol.executor.MapOutputs.newBuilder()
            .setShuffleId(SHUFFLE)
            .setEpoch(3)
            .setPartitions(partitions)
            .addLocations(location)
            .addAllOutputs(outputs)
            .build());
    BlockAccess access = new BlockAccess(HOST, "application_1_1", SECRET, directories, conf);
    spaces.space().onEnd(access);
    return new TaskShuffleReader(tables, access, spaces.space(), counters);
  }

  TaskShuffleReader reader(TestSpaces spaces) {
    return reader(spaces, OutputLocation.newBuilder().setHost(HOST).build());
  }
}
