package io.heddle.benchmarks.micro;

import io.heddle.conf.HeddleConf;
import io.heddle.executor.shuffle.BlockAccess;
import io.heddle.executor.shuffle.MapOutputTables;
import io.heddle.executor.shuffle.ShuffleWriter;
import io.heddle.executor.shuffle.TaskShuffleReader;
import io.heddle.executor.spill.BatchSource;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.SpillFile;
import io.heddle.protocol.SizeTable;
import io.heddle.protocol.executor.MapOutput;
import io.heddle.protocol.executor.MapOutputs;
import io.heddle.protocol.executor.OutputLocation;
import io.heddle.rdd.HashPartitioner;
import io.heddle.rdd.Pair;
import io.heddle.serde.Batch;
import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.file.ShuffleDirectories;
import io.heddle.task.ShuffleSpec;
import io.heddle.task.TaskCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Pairs of strings and numbers from files, a pair: a segment of a spill, one partition of map
 * outputs of this host, and the writing of such an output.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx2g")
@State(Scope.Benchmark)
public class BlockReaderBenchmark {
  private static final int PAIRS = 1 << 18;
  private static final int MAPS = 4;
  private static final int SHUFFLE = 1;
  private static final int WRITTEN = 2;
  private static final String HOST = "here";

  private Space space;
  private List<Pair<String, Long>> pairs;
  private SpillFile spill;
  private FrameReader reader;
  private ShuffleDirectories directories;
  private TaskShuffleReader shuffle;

  @Setup
  public void setUp() throws Exception {
    space = new Space(1L << 29);
    Words words = Words.each(PAIRS);
    pairs = new ArrayList<>(PAIRS);
    for (int i = 0; i < PAIRS; i++) {
      pairs.add(new Pair<>(words.word(i), words.number(i)));
    }
    reader = space.task().newReader();
    spill = spilled();
    directories = ShuffleDirectories.of(List.of(space.directory()));
    shuffle = reader(outputs());
  }

  private SpillFile spilled() throws Exception {
    SpillFile file = space.task().directories().createSpill();
    space.task().onEnd(file);
    Object[] keys = pairs.stream().map(Pair::key).toArray();
    Object[] values = pairs.stream().map(Pair::value).toArray();
    for (int from = 0; from < PAIRS; from += Space.FRAME_ROWS) {
      space.task().frames().writePairs(keys, values, from, from + Space.FRAME_ROWS, file.begin(0));
    }
    return file.finish();
  }

  private long[] write(int shuffleId, int mapId, int maps) throws Exception {
    int each = PAIRS / maps;
    return new ShuffleWriter(directories, 64 * 1024)
        .write(
            pairs.subList(mapId * each, (mapId + 1) * each).iterator(),
            new ShuffleSpec<String, Long, Long>(shuffleId, new HashPartitioner(8), null, false),
            new MapOutputId(shuffleId, mapId, 1),
            space.task(),
            new TaskCounters());
  }

  private MapOutputs outputs() throws Exception {
    MapOutputs.Builder outputs =
        MapOutputs.newBuilder()
            .setShuffleId(SHUFFLE)
            .setEpoch(1)
            .setPartitions(8)
            .addLocations(OutputLocation.newBuilder().setHost(HOST));
    for (int map = 0; map < MAPS; map++) {
      outputs.addOutputs(
          MapOutput.newBuilder()
              .setMapId(map)
              .setAttempt(1)
              .setLocation(0)
              .setSizes(SizeTable.encode(write(SHUFFLE, map, MAPS))));
    }
    return outputs.build();
  }

  private TaskShuffleReader reader(MapOutputs outputs) {
    MapOutputTables tables = new MapOutputTables();
    tables.put(outputs);
    BlockAccess access =
        new BlockAccess(HOST, "application_1_1", new byte[32], directories, HeddleConf.empty());
    space.task().onEnd(access);
    return new TaskShuffleReader(tables, access, space.task(), new TaskCounters());
  }

  @TearDown
  public void tearDown() throws Exception {
    space.close();
  }

  private static long count(BatchSource source) throws Exception {
    long records = 0;
    for (Batch batch = source.next(); batch != null; batch = source.next()) {
      records += batch.size();
    }
    return records;
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public long spillSegment() throws Exception {
    reader.reset(spill.read(0));
    return count(reader);
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public long mapOutputs() throws Exception {
    return count(shuffle.batches(SHUFFLE, 0, 8));
  }

  @Benchmark
  @OperationsPerInvocation(PAIRS)
  public long[] writingAMapOutput() throws Exception {
    long[] sizes = write(WRITTEN, 0, 1);
    directories.removeShuffle(WRITTEN);
    return sizes;
  }
}
