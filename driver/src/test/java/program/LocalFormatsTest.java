package program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.HeddleContext;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PairRDD;
import io.heddle.rdd.RDD;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.Job;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources and sinks other than text, and checkpoints, on {@code local[2]}. */
class LocalFormatsTest {
  private static HeddleContext context;

  @TempDir Path dir;

  @BeforeAll
  static void start() {
    context = HeddleContext.builder().master("local[2]").getOrCreate();
  }

  @AfterAll
  static void stop() {
    context.close();
  }

  private String at(String name) {
    return dir.resolve(name).toString();
  }

  private static List<Integer> upTo(int n) {
    return IntStream.range(0, n).boxed().toList();
  }

  private List<String> namesIn(String name) throws IOException {
    try (Stream<Path> files = Files.list(dir.resolve(name))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> !file.endsWith(".crc"))
          .sorted()
          .toList();
    }
  }

  private PairRDD<Text, IntWritable> writables(int count, int partitions) {
    return context
        .parallelize(upTo(count), partitions)
        .mapToPair(i -> new Pair<>(new Text("key" + i), new IntWritable(i)));
  }

  private static PairRDD<String, Integer> plain(PairRDD<Text, IntWritable> pairs) {
    return pairs.mapToPair(pair -> new Pair<>(pair.key().toString(), pair.value().get()));
  }

  @Test
  void sequenceFilesOfTheOldInterface() throws IOException {
    writables(100, 3)
        .saveAsHadoopFile(
            at("old"),
            Text.class,
            IntWritable.class,
            org.apache.hadoop.mapred.SequenceFileOutputFormat.class);
    assertThat(namesIn("old"))
        .containsExactly("_SUCCESS", "part-00000", "part-00001", "part-00002");
    PairRDD<Text, IntWritable> read =
        context.sequenceFile(at("old"), Text.class, IntWritable.class);
    assertThat(plain(read).collectAsMap()).hasSize(100).containsEntry("key42", 42);
    assertThat(read.map(pair -> pair.key().toString()).distinct().count()).isEqualTo(100);
  }

  @Test
  void recordsAreNotReusedForTheNextOnes() {
    writables(20, 1)
        .saveAsNewAPIHadoopFile(
            at("new"),
            Text.class,
            IntWritable.class,
            org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat.class);
    PairRDD<Text, IntWritable> read =
        context.newAPIHadoopFile(
            at("new"),
            org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat.class,
            Text.class,
            IntWritable.class);
    List<List<String>> kept =
        read.glom()
            .map(
                pairs -> {
                  List<String> keys = new ArrayList<>();
                  pairs.forEach(pair -> keys.add(pair.key().toString()));
                  return keys;
                })
            .collect();
    assertThat(kept.get(0)).doesNotHaveDuplicates().hasSize(20);
  }

  @Test
  void anyFormatWithItsOwnSettings() throws IOException {
    Files.writeString(dir.resolve("in"), "a;1\nb;2\n");
    Configuration conf = new Configuration();
    conf.set("mapreduce.input.keyvaluelinerecordreader.key.value.separator", ";");
    Map<String, String> read =
        context
            .newAPIHadoopFile(
                at("in"),
                org.apache.hadoop.mapreduce.lib.input.KeyValueTextInputFormat.class,
                Text.class,
                Text.class,
                conf)
            .mapToPair(pair -> new Pair<>(pair.key().toString(), pair.value().toString()))
            .collectAsMap();
    assertThat(read).containsExactlyInAnyOrderEntriesOf(Map.of("a", "1", "b", "2"));

    JobConf job = new JobConf();
    org.apache.hadoop.mapred.FileInputFormat.setInputPaths(job, at("in"));
    assertThat(
            context
                .hadoopRDD(
                    job,
                    org.apache.hadoop.mapred.TextInputFormat.class,
                    LongWritable.class,
                    Text.class)
                .map(pair -> pair.key().get() + ":" + pair.value())
                .collect())
        .containsExactlyInAnyOrder("0:a;1", "4:b;2");
  }

  @Test
  void datasetsAreWrittenAsTheirSettingsSay() throws IOException {
    JobConf old = new JobConf();
    old.setOutputFormat(org.apache.hadoop.mapred.TextOutputFormat.class);
    old.setOutputKeyClass(Text.class);
    old.setOutputValueClass(IntWritable.class);
    old.set("mapreduce.output.textoutputformat.separator", "=");
    org.apache.hadoop.mapred.FileOutputFormat.setOutputPath(
        old, new org.apache.hadoop.fs.Path(at("old")));
    writables(2, 1).saveAsHadoopDataset(old);
    assertThat(Files.readString(dir.resolve("old/part-00000"))).isEqualTo("key0=0\nkey1=1\n");

    Job job = Job.getInstance();
    job.setOutputFormatClass(org.apache.hadoop.mapreduce.lib.output.TextOutputFormat.class);
    job.setOutputKeyClass(Text.class);
    job.setOutputValueClass(IntWritable.class);
    org.apache.hadoop.mapreduce.lib.output.FileOutputFormat.setOutputPath(
        job, new org.apache.hadoop.fs.Path(at("new")));
    writables(2, 2).saveAsNewAPIHadoopDataset(job.getConfiguration());
    assertThat(namesIn("new")).containsExactly("_SUCCESS", "part-r-00000", "part-r-00001");
  }

  @Test
  void nothingIsLeftOfAnOutputWhoseJobFailed() {
    PairRDD<Text, IntWritable> failing =
        context
            .parallelize(upTo(100), 2)
            .mapToPair(i -> new Pair<>(new Text("k"), new IntWritable(10 / (i - 99))));
    assertThatThrownBy(
            () ->
                failing.saveAsHadoopFile(
                    at("failed"),
                    Text.class,
                    IntWritable.class,
                    org.apache.hadoop.mapred.SequenceFileOutputFormat.class))
        .hasMessageContaining("ArithmeticException");
    assertThat(dir.resolve("failed")).doesNotExist();
  }

  @Test
  void anOutputThatIsThereIsRefused() throws IOException {
    Files.createDirectory(dir.resolve("there"));
    assertThatThrownBy(
            () ->
                writables(1, 1)
                    .saveAsNewAPIHadoopFile(
                        at("there"),
                        Text.class,
                        IntWritable.class,
                        org.apache.hadoop.mapreduce.lib.output.TextOutputFormat.class))
        .isInstanceOfSatisfying(
            HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_EXISTS));
    assertThat(namesIn("there")).isEmpty();
  }

  @Test
  void anInputThatIsNotThereIsSaid() {
    assertThatThrownBy(
            () -> context.sequenceFile(at("none"), Text.class, IntWritable.class).count())
        .isInstanceOfSatisfying(
            HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND));
  }

  @Test
  void objectFiles() {
    List<Pair<String, List<Integer>>> records =
        upTo(500).stream().map(i -> Pair.of("r" + i, List.of(i, i + 1))).toList();
    context.parallelize(records, 3).saveAsObjectFile(at("objects"));
    RDD<Pair<String, List<Integer>>> read = context.objectFile(at("objects"));
    assertThat(read.collect()).containsExactlyInAnyOrderElementsOf(records);
  }

  @Test
  void compressedText() throws IOException {
    context.parallelize(upTo(10), 2).saveAsTextFile(at("zipped"), GzipCodec.class);
    assertThat(namesIn("zipped")).containsExactly("_SUCCESS", "part-00000.gz", "part-00001.gz");
    assertThat(context.textFile(at("zipped")).map(Integer::parseInt).collect())
        .containsExactlyInAnyOrderElementsOf(upTo(10));
    assertThat(context.wholeTextFiles(at("zipped")).values().collect())
        .contains("0\n1\n2\n3\n4\n", "5\n6\n7\n8\n9\n");
  }

  @Test
  void wholeFiles() throws IOException {
    Files.createDirectory(dir.resolve("whole"));
    Files.write(dir.resolve("whole/a"), new byte[] {1, 2, 3});
    Files.write(dir.resolve("whole/empty"), new byte[0]);
    Map<String, Integer> sizes =
        context
            .binaryFiles(at("whole"))
            .mapToPair(
                file ->
                    new Pair<>(
                        file.key().substring(file.key().lastIndexOf('/') + 1),
                        file.value().toArray().length))
            .collectAsMap();
    assertThat(sizes).containsExactlyInAnyOrderEntriesOf(Map.of("a", 3, "empty", 0));
    try (var in = context.binaryFiles(at("whole/a")).values().first().open()) {
      assertThat(in.readAllBytes()).containsExactly(1, 2, 3);
    }
  }

  @Test
  void recordsOfOneLength() throws IOException {
    Files.write(dir.resolve("fixed"), new byte[] {1, 2, 3, 4, 5, 6});
    assertThat(context.binaryRecords(at("fixed"), 2).map(r -> r[0] * 10 + r[1]).collect())
        .containsExactly(12, 34, 56);
  }

  @Test
  void writablesTravelThroughShuffles() {
    PairRDD<Text, Integer> sums =
        writables(60, 3)
            .mapToPair(p -> new Pair<>(new Text("k" + p.value().get() % 3), 1))
            .reduceByKey(Integer::sum);
    assertThat(sums.collectAsMap())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(new Text("k0"), 20, new Text("k1"), 20, new Text("k2"), 20));
    assertThat(
            context
                .parallelize(upTo(4), 2)
                .map(i -> new BytesWritable(new byte[] {i.byteValue()}))
                .collect())
        .contains(new BytesWritable(new byte[] {3}));
    assertThat(context.parallelize(upTo(2), 1).map(i -> NullWritable.get()).count()).isEqualTo(2);
  }

  // ---- checkpoints

  @Test
  void aCheckpointReplacesWhatItIsMadeFrom() throws IOException {
    context.setCheckpointDir(at("checkpoints"));
    RDD<Long> times = context.parallelize(upTo(10), 3).map(i -> System.nanoTime());
    PairRDD<Long, Integer> pairs = times.mapToPair(t -> new Pair<>(t % 7, 1));
    times.checkpoint();
    assertThat(times.isCheckpointed()).isFalse();
    pairs.reduceByKey(Integer::sum).count();
    assertThat(times.isCheckpointed()).isTrue();
    assertThat(times.lineage().dependencies()).isEmpty();
    assertThat(times.collect()).isEqualTo(times.collect());
    assertThat(pairs.keys().collect()).isEqualTo(times.map(t -> t % 7).collect());
    String path = times.getCheckpointFile().orElseThrow();
    assertThat(path).contains("checkpoints");
    try (Stream<Path> files = Files.list(Path.of(java.net.URI.create(path).getPath()))) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .contains("_SUCCESS", "part-00000", "part-00002");
    }
  }

  @Test
  void aCheckpointKeepsItsPartitioner() {
    context.setCheckpointDir(at("checkpoints"));
    PairRDD<Integer, Integer> sums =
        context
            .parallelize(upTo(100), 4)
            .mapToPair(i -> new Pair<>(i % 10, i))
            .reduceByKey(Integer::sum);
    sums.checkpoint();
    Map<Integer, Integer> before = sums.collectAsMap();
    assertThat(sums.partitioner()).isPresent();
    assertThat(sums.collectAsMap()).isEqualTo(before);
    assertThat(sums.join(sums).count()).isEqualTo(10);
    assertThat(sums.lookup(3)).containsExactly(before.get(3));
  }

  @Test
  void aLocalCheckpointIsReadFromTheCache() {
    RDD<Long> times = context.parallelize(upTo(10), 3).map(i -> System.nanoTime());
    times.localCheckpoint();
    List<Long> first = times.collect();
    assertThat(times.isCheckpointed()).isTrue();
    assertThat(times.getCheckpointFile()).isEmpty();
    assertThat(times.lineage().dependencies()).isEmpty();
    assertThat(times.collect()).isEqualTo(first);
    times.unpersist();
    assertThatThrownBy(times::collect).hasMessageContaining("CHECKPOINT_LOST");
  }

  @Test
  void aCheckpointNeedsADirectory() {
    try (HeddleContext ignored = context) {
      assertThat(ignored).isNotNull();
    }
    start();
    assertThatThrownBy(() -> context.parallelize(upTo(1)).checkpoint())
        .hasMessageContaining("setCheckpointDir");
  }
}
