package io.heddle.executor.shuffle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.executor.Seeds;
import io.heddle.executor.TestSpaces;
import io.heddle.executor.combine.Combiners;
import io.heddle.protocol.executor.MapOutput;
import io.heddle.protocol.executor.OutputLocation;
import io.heddle.rdd.Pair;
import io.heddle.shuffle.server.ShuffleServer;
import io.heddle.shuffle.server.ShuffleServerOptions;
import io.heddle.task.CombineShape;
import io.heddle.task.FetchFailedException;
import io.heddle.task.ShuffleReader.ShuffleRead;
import io.heddle.task.TaskCounters.Counter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShuffleRoundTripTest {
  private static final long PLENTY = 1 << 28;
  private static final long TINY = 256 * 1024;

  @TempDir Path directory;

  private static List<Pair<String, Integer>> words(Random random, int count, int distinct) {
    List<Pair<String, Integer>> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pairs.add(new Pair<>("word" + random.nextInt(distinct), random.nextInt(100)));
    }
    return pairs;
  }

  private static <K, V> ShuffleRead<K, V, V> passing(int start, int end) {
    return new ShuffleRead<>(MapOutputs.SHUFFLE, start, end, null, false, null);
  }

  private static <T> List<T> drain(Iterator<T> records) {
    List<T> all = new ArrayList<>();
    records.forEachRemaining(all::add);
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 300, 5000})
  void eachPairArrivesOnceInItsPartition(int partitions) throws Exception {
    Random random = Seeds.random("eachPairArrivesOnceInItsPartition " + partitions);
    try (TestSpaces spaces = new TestSpaces(PLENTY, directory)) {
      MapOutputs maps = new MapOutputs(directory, partitions);
      List<Pair<String, Integer>> all = new ArrayList<>();
      for (int m = 0; m < 3; m++) {
        List<Pair<String, Integer>> pairs = words(random, 20_000, 3000);
        maps.write(m, pairs, null, false, spaces);
        all.addAll(pairs);
      }
      var partitioner = new MapOutputs.HashPartitioner(partitions);
      List<Pair<String, Integer>> found = new ArrayList<>();
      TaskShuffleReader reader = maps.reader(spaces);
      for (int p = 0; p < partitions; p++) {
        List<Pair<String, Integer>> part =
            drain(reader.<String, Integer, Integer>read(passing(p, p + 1)));
        int expected = p;
        assertThat(part).allMatch(pair -> partitioner.getPartition(pair.key()) == expected);
        found.addAll(part);
      }
      Comparator<Pair<String, Integer>> order =
          Comparator.<Pair<String, Integer>, String>comparing(Pair::key).thenComparing(Pair::value);
      all.sort(order);
      found.sort(order);
      assertThat(found).isEqualTo(all);
      assertThat(maps.counters.value(Counter.SHUFFLE_READ_RECORDS)).isEqualTo(60_000);
      assertThat(maps.counters.value(Counter.SHUFFLE_WRITE_RECORDS)).isEqualTo(60_000);
      assertThat(maps.counters.value(Counter.SHUFFLE_READ_LOCAL_BYTES))
          .isEqualTo(maps.counters.value(Counter.SHUFFLE_WRITE_BYTES));
    }
  }

  @Test
  void aRangeOfPartitionsIsReadAtOnce() throws Exception {
    try (TestSpaces spaces = new TestSpaces(PLENTY, directory)) {
      MapOutputs maps = new MapOutputs(directory, 10);
      List<Pair<Integer, String>> pairs = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        pairs.add(new Pair<>(i, "v" + i));
      }
      maps.write(0, pairs, null, false, spaces);
      assertThat(drain(maps.reader(spaces).<Integer, String, String>read(passing(3, 6))))
          .containsExactlyInAnyOrder(pairs.get(3), pairs.get(4), pairs.get(5));
    }
  }

  @Test
  void aMapTaskWithoutRecordsWritesAnEmptyOutput() throws Exception {
    try (TestSpaces spaces = new TestSpaces(PLENTY, directory)) {
      MapOutputs maps = new MapOutputs(directory, 4);
      assertThat(maps.write(0, List.<Pair<String, Integer>>of(), null, false, spaces))
          .containsOnly(0);
      assertThat(drain(maps.reader(spaces).read(passing(0, 4)))).isEmpty();
    }
  }

  @Test
  void aSumOfContentDoesNotDependOnTheOrderAndKnowsWhatItDoesNotKnow() throws Exception {
    Random random = Seeds.random("aSumOfContentDoesNotDependOnTheOrderAndKnowsWhatItDoesNotKnow");
    List<Pair<String, Integer>> pairs = words(random, 2_000, 300);
    ContentSum sum = new ContentSum();
    pairs.forEach(pair -> sum.add(pair.key(), pair.value()));
    java.util.Collections.shuffle(pairs, random);
    ContentSum shuffled = new ContentSum();
    pairs.forEach(pair -> shuffled.add(new String(pair.key()), pair.value()));
    assertThat(shuffled.value()).isEqualTo(sum.value()).isNotZero();
    ContentSum one = new ContentSum();
    pairs.forEach(pair -> one.add(pair.key(), pair.value() == 7 ? 8 : pair.value()));
    assertThat(one.value()).isNotEqualTo(sum.value());
    ContentSum swapped = new ContentSum();
    swapped.add("a", "b");
    ContentSum other = new ContentSum();
    other.add("b", "a");
    assertThat(swapped.value()).isNotEqualTo(other.value());
    sum.add("key", new Object());
    assertThat(sum.value()).isZero();
  }

  @Test
  void largeRowsAndLittleMemorySpillWithoutLoss() throws Exception {
    Random random = Seeds.random("largeRowsAndLittleMemorySpillWithoutLoss");
    try (TestSpaces spaces = new TestSpaces(TINY, directory)) {
      MapOutputs maps = new MapOutputs(directory, 5);
      List<Pair<Integer, String>> pairs = new ArrayList<>();
      for (int i = 0; i < 2000; i++) {
        byte[] noise = new byte[random.nextInt(3000)];
        random.nextBytes(noise);
        pairs.add(new Pair<>(i, new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1)));
      }
      maps.write(0, pairs, null, false, spaces);
      assertThat(spaces.memory().spilledBytes()).isPositive();
      assertThat(drain(maps.reader(spaces).<Integer, String, String>read(passing(0, 5))))
          .containsExactlyInAnyOrderElementsOf(pairs);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {PLENTY, TINY})
  void sumsAreCombinedOnBothSides(long memory) throws Exception {
    Random random = Seeds.random("sumsAreCombinedOnBothSides " + memory);
    try (TestSpaces spaces = new TestSpaces(memory, directory)) {
      MapOutputs maps = new MapOutputs(directory, 3);
      Map<String, Integer> expected = new HashMap<>();
      for (int m = 0; m < 3; m++) {
        List<Pair<String, Integer>> pairs = words(random, 60_000, 20_000);
        pairs.forEach(pair -> expected.merge(pair.key(), pair.value(), Integer::sum));
        maps.write(m, generic(pairs), Combiners.ints(CombineShape.INT_SUM), true, spaces);
      }
      Map<Object, Integer> found = new HashMap<>();
      for (int p = 0; p < 3; p++) {
        var request =
            new ShuffleRead<>(
                MapOutputs.SHUFFLE, p, p + 1, Combiners.ints(CombineShape.INT_SUM), true, null);
        maps.reader(spaces)
            .read(request)
            .forEachRemaining(
                pair -> assertThat(found.put(pair.key(), pair.value())).as("once").isNull());
      }
      assertThat(found).isEqualTo(expected);
      assertThat(spaces.memory().spilledBytes() > 0).isEqualTo(memory == TINY);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static List<Pair<Object, Integer>> generic(List<Pair<String, Integer>> pairs) {
    return (List) pairs;
  }

  @Test
  void valuesAreGroupedOnTheReduceSideAlone() throws Exception {
    try (TestSpaces spaces = new TestSpaces(PLENTY, directory)) {
      MapOutputs maps = new MapOutputs(directory, 1);
      List<Pair<Object, Integer>> pairs =
          List.of(new Pair<>("a", 1), new Pair<>("b", 2), new Pair<>("a", 3));
      maps.write(0, pairs, Combiners.lists(), false, spaces);
      var request = new ShuffleRead<>(MapOutputs.SHUFFLE, 0, 1, Combiners.lists(), false, null);
      assertThat(drain(maps.reader(spaces).read(request)))
          .containsExactlyInAnyOrder(new Pair<>("a", List.of(1, 3)), new Pair<>("b", List.of(2)));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {PLENTY, TINY})
  void keysComeSorted(long memory) throws Exception {
    Random random = Seeds.random("keysComeSorted " + memory);
    try (TestSpaces spaces = new TestSpaces(memory, directory)) {
      MapOutputs maps = new MapOutputs(directory, 1);
      List<Pair<String, Integer>> pairs = words(random, 50_000, 10_000);
      maps.write(0, pairs, null, false, spaces);
      ShuffleRead<String, Integer, Integer> request =
          new ShuffleRead<>(
              MapOutputs.SHUFFLE, 0, 1, null, false, Comparator.<String>reverseOrder());
      List<Pair<String, Integer>> found = drain(maps.reader(spaces).read(request));
      pairs.sort(Comparator.comparing(Pair::key, Comparator.reverseOrder()));
      assertThat(found).extracting(Pair::key).isEqualTo(pairs.stream().map(Pair::key).toList());
      assertThat(found).containsExactlyInAnyOrderElementsOf(pairs);
      assertThat(spaces.memory().spilledBytes() > 0).isEqualTo(memory == TINY);
    }
  }

  @Test
  void outputsOfOtherHostsComeFromTheirShuffleService() throws Exception {
    Random random = Seeds.random("outputsOfOtherHostsComeFromTheirShuffleService");
    try (TestSpaces spaces = new TestSpaces(PLENTY, directory);
        ShuffleServer server = new ShuffleServer(List.of(directory), new ShuffleServerOptions())) {
      Path application = directory.resolve("usercache/ada/appcache/application_1_1");
      MapOutputs maps = new MapOutputs(application, 2);
      List<Pair<String, Integer>> pairs = words(random, 10_000, 500);
      maps.write(0, pairs, null, false, spaces);
      server.registerApplication("application_1_1", "ada", MapOutputs.SECRET);
      server.start("127.0.0.1", 0);
      OutputLocation location =
          OutputLocation.newBuilder().setHost("127.0.0.1").setPort(server.port()).build();
      assertThat(drain(maps.reader(spaces, location).<String, Integer, Integer>read(passing(0, 2))))
          .containsExactlyInAnyOrderElementsOf(pairs);
      assertThat(maps.counters.value(Counter.SHUFFLE_READ_REMOTE_BYTES))
          .isEqualTo(maps.counters.value(Counter.SHUFFLE_WRITE_BYTES));
      assertThat(maps.counters.value(Counter.SHUFFLE_READ_LOCAL_BYTES)).isZero();
    }
  }

  @Test
  void aShuffleServiceThatIsRestartedWhileATaskReadsCostsRetriesAlone() throws Exception {
    Random random = Seeds.random("aShuffleServiceThatIsRestartedWhileATaskReadsCostsRetriesAlone");
    try (TestSpaces spaces = new TestSpaces(PLENTY, directory)) {
      Path application = directory.resolve("usercache/ada/appcache/application_1_1");
      MapOutputs maps = new MapOutputs(application, 1);
      int count = 0;
      for (int m = 0; m < 40; m++) {
        List<Pair<Integer, String>> pairs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
          byte[] noise = new byte[4096];
          random.nextBytes(noise);
          pairs.add(
              new Pair<>(count++, new String(noise, java.nio.charset.StandardCharsets.ISO_8859_1)));
        }
        maps.write(m, pairs, null, false, spaces);
      }
      ShuffleServer first = server(0);
      int port = first.port();
      OutputLocation location =
          OutputLocation.newBuilder().setHost("127.0.0.1").setPort(port).build();
      HeddleConf conf =
          HeddleConf.empty()
              .with("heddle.reducer.maxSizeInFlight", "512k")
              .with("heddle.shuffle.io.maxRetries", "20")
              .with("heddle.shuffle.io.retryWait", "100ms");
      Iterator<Pair<Integer, String>> records =
          maps.reader(spaces, location, conf).<Integer, String, String>read(passing(0, 1));
      List<Integer> keys = new ArrayList<>();
      keys.add(records.next().key());
      first.close();
      try (ShuffleServer second = server(port)) {
        records.forEachRemaining(pair -> keys.add(pair.key()));
        assertThat(second.counters().requests()).isPositive();
      }
      assertThat(keys).hasSize(count).doesNotHaveDuplicates();
    }
  }

  private ShuffleServer server(int port) throws Exception {
    ShuffleServer server = new ShuffleServer(List.of(directory), new ShuffleServerOptions());
    server.registerApplication("application_1_1", "ada", MapOutputs.SECRET);
    server.start("127.0.0.1", port);
    return server;
  }

  @Test
  void aDamagedOutputIsAFetchFailure() throws Exception {
    try (TestSpaces spaces = new TestSpaces(PLENTY, directory)) {
      MapOutputs maps = new MapOutputs(directory, 1);
      maps.write(4, List.of(new Pair<>("a", 1)), null, false, spaces);
      Path data;
      try (var files = Files.walk(directory)) {
        data = files.filter(f -> f.toString().endsWith(".data")).findFirst().orElseThrow();
      }
      byte[] bytes = Files.readAllBytes(data);
      bytes[bytes.length - 1] ^= 1;
      Files.write(data, bytes);
      assertThatThrownBy(() -> drain(maps.reader(spaces).read(passing(0, 1))))
          .isInstanceOfSatisfying(
              FetchFailedException.class,
              e -> {
                assertThat(e.reason()).isEqualTo(FetchFailedException.Reason.CORRUPT);
                assertThat(e.mapId()).isEqualTo(4);
                assertThat(e.mapAttempt()).isEqualTo(1004);
                assertThat(e.epoch()).isEqualTo(3);
                assertThat(e.host()).isEqualTo(MapOutputs.HOST);
              });
    }
  }

  @Test
  void anOutputThatIsGoneIsAFetchFailure() throws Exception {
    try (TestSpaces spaces = new TestSpaces(PLENTY, directory)) {
      MapOutputs maps = new MapOutputs(directory, 1);
      maps.write(0, List.of(new Pair<>("a", 1)), null, false, spaces);
      maps.directories.removeShuffle(MapOutputs.SHUFFLE);
      assertFailure(maps, spaces, FetchFailedException.Reason.MISSING);
    }
  }

  @Test
  void anOutputWithoutLocationIsAFetchFailure() throws Exception {
    try (TestSpaces spaces = new TestSpaces(PLENTY, directory)) {
      MapOutputs maps = new MapOutputs(directory, 1);
      maps.outputs.add(MapOutput.newBuilder().setMapId(0).setLocation(-1).build());
      assertFailure(maps, spaces, FetchFailedException.Reason.MISSING);
    }
  }

  @Test
  void anUnreachableHostIsAFetchFailure() throws Exception {
    try (TestSpaces spaces = new TestSpaces(PLENTY, directory)) {
      MapOutputs maps = new MapOutputs(directory, 1);
      maps.write(0, List.of(new Pair<>("a", 1)), null, false, spaces);
      OutputLocation closed = OutputLocation.newBuilder().setHost("127.0.0.1").setPort(1).build();
      assertThatThrownBy(() -> drain(maps.reader(spaces, closed).read(passing(0, 1))))
          .isInstanceOfSatisfying(
              FetchFailedException.class,
              e -> assertThat(e.reason()).isEqualTo(FetchFailedException.Reason.UNREACHABLE));
    }
  }

  private static void assertFailure(
      MapOutputs maps, TestSpaces spaces, FetchFailedException.Reason reason) {
    assertThatThrownBy(() -> drain(maps.reader(spaces).read(passing(0, 1))))
        .isInstanceOfSatisfying(
            FetchFailedException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
