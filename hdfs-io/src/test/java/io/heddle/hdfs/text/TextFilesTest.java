package io.heddle.hdfs.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.FakeTask;
import io.heddle.hdfs.PlacedFileSystem;
import io.heddle.rdd.lineage.EvaluatorChain;
import io.heddle.rdd.lineage.HostLocation;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.spi.FileStore;
import io.heddle.task.Partition;
import io.heddle.task.TaskCounters.Counter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFilesTest {
  private static final HeddleConf CONF = PlacedFileSystem.conf();

  @TempDir Path directory;

  private static Lineage<String> textFile(String path, int minPartitions) {
    return new TextFileStore().textFile(1, "Test.java:1", CONF, path, minPartitions);
  }

  private static List<String> read(Lineage<String> node) throws Exception {
    List<String> lines = new ArrayList<>();
    for (Partition partition : node.partitions()) {
      lines.addAll(read(node, partition, new FakeTask(0, 0, CONF)));
    }
    return lines;
  }

  private static List<String> read(Lineage<String> node, Partition partition, FakeTask task)
      throws Exception {
    List<String> lines = new ArrayList<>();
    var records = node.evaluator(new EvaluatorChain()).evaluate(shipped(partition), task);
    records.forEachRemaining(lines::add);
    assertThat(records.hasNext()).isFalse();
    task.complete();
    return lines;
  }

  private static Partition shipped(Partition partition) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(partition);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (Partition) in.readObject();
    }
  }

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void isFoundAsAService() {
    assertThat(java.util.ServiceLoader.load(FileStore.class))
        .singleElement()
        .isInstanceOf(TextFileStore.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file:", "file://", "placed:"})
  void aFileIsReadInItsParts(String scheme) throws Exception {
    List<String> lines = IntStream.range(0, 1000).mapToObj(i -> "line " + i).toList();
    Path file = write("in.txt", String.join("\n", lines) + "\n");
    Lineage<String> node = textFile(scheme + file, 5);

    assertThat(node.partitions()).hasSizeGreaterThanOrEqualTo(5);
    assertThat(read(node)).isEqualTo(lines);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50})
  void theNumberOfPartitionsChangesNoLine(int partitions) throws Exception {
    Path file = write("in.txt", "a\r\nbb\n\r\rccc\n\nGrüße\r\n" + "x".repeat(3000) + "\nlast");
    List<String> expected =
        List.of("a", "bb", "", "", "ccc", "", "Grüße", "x".repeat(3000), "last");
    assertThat(read(textFile(file.toString(), partitions))).isEqualTo(expected);
    assertThat(read(textFile("placed:" + file, partitions)))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void compressedFilesAreReadWhole(Compression compression) throws Exception {
    String extension =
        switch (compression) {
          case GZIP -> ".gz";
          case BZIP2 -> ".bz2";
          case ZSTD -> ".zst";
          case NONE -> throw new AssertionError();
        };
    byte[] file = CompressionTest.encode(compression, "a\nb\n".repeat(500));
    Files.write(directory.resolve("in" + extension), file);
    Lineage<String> node = textFile(directory + "/in*", 4);

    assertThat(node.partitions()).hasSize(1);
    FakeTask task = new FakeTask(0, 0, CONF);
    assertThat(read(node, node.partitions().get(0), task)).hasSize(1000);
    assertThat(task.count(Counter.INPUT_BYTES)).isEqualTo(file.length);
    assertThat(task.count(Counter.INPUT_RECORDS)).isEqualTo(1000);
  }

  @Test
  void aCorruptFileIsNamed() throws Exception {
    Path file = write("in.gz", "not gzip at all");
    assertThatThrownBy(() -> read(textFile(file.toString(), 1)))
        .hasMessageContaining("INPUT_CORRUPT")
        .hasMessageContaining(file.toString());
  }

  @Test
  void aDirectoryStandsForItsFiles() throws Exception {
    write("d/b", "2\n");
    write("d/a", "1\n");
    write("d/_SUCCESS", "hidden\n");
    write("d/.crc", "hidden\n");
    write("d/_temporary/x", "hidden\n");
    write("d/empty", "");
    assertThat(read(textFile(directory + "/d", 1))).containsExactly("1", "2");
    assertThat(read(textFile("placed:" + directory + "/d", 1))).containsExactlyInAnyOrder("1", "2");
  }

  @Test
  void hiddenFilesAreReadOnlyWhenNamed() throws Exception {
    write("_a", "1\n");
    write("b", "2\n");
    assertThat(read(textFile(directory + "/*", 1))).containsExactly("2");
    assertThat(read(textFile(directory + "/_a", 1))).containsExactly("1");
  }

  @Test
  void severalPathsAndPatterns() throws Exception {
    write("y1/a", "1\n");
    write("y2/a", "2\n");
    write("z", "3\n");
    assertThat(read(textFile("%1$s/y{1,2}/*, %1$s/z".formatted(directory), 1)))
        .containsExactly("1", "2", "3");
  }

  @Test
  void aDirectoryWithinADirectoryIsNotSilentlyLeftOut() throws Exception {
    write("d/e/f", "1\n");
    String path = directory + "/d";
    assertThatThrownBy(() -> textFile(path, 1))
        .hasMessageContaining("BAD_ARGUMENT")
        .hasMessageContaining("'e'");

    String prefix = HeddleConf.HADOOP_PREFIX;
    Lineage<String> recursive =
        new TextFileStore()
            .textFile(1, "", CONF.with(prefix + InputFiles.RECURSIVE, "true"), path, 1);
    assertThat(read(recursive)).containsExactly("1");
    Lineage<String> ignoring =
        new TextFileStore()
            .textFile(1, "", CONF.with(prefix + InputFiles.IGNORE_DIRECTORIES, "true"), path, 1);
    assertThat(read(ignoring)).isEmpty();
  }

  @Test
  void anEmptyDirectoryAndAnEmptyFileHaveNoPartitions() throws Exception {
    Files.createDirectory(directory.resolve("none"));
    write("empty", "");
    assertThat(textFile(directory + "/none", 2).partitions()).isEmpty();
    assertThat(textFile(directory + "/empty", 2).partitions()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/missing", "/missing*", "/missing/{a,b}"})
  void aMissingInputIsNamed(String name) {
    for (String scheme : List.of("", "placed:")) {
      assertThatThrownBy(() -> textFile(scheme + directory + name, 2))
          .hasMessageContaining("HDL-1004 INPUT_NOT_FOUND")
          .hasMessageContaining(directory + name);
    }
  }

  @Test
  void twoHundredSmallFilesShareTasks() throws Exception {
    for (int i = 0; i < 200; i++) {
      write("many/f%03d".formatted(i), i + "\n");
    }
    for (String scheme : List.of("", "placed:")) {
      Lineage<String> node = textFile(scheme + directory + "/many", 2);
      assertThat(node.partitions()).hasSizeBetween(2, 12);
      assertThat(read(node))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, 200).mapToObj(String::valueOf).toList());
    }
  }

  @Test
  void partitionsPreferTheHostsOfTheirBlocks() throws Exception {
    Path file = write("big", "0123456789abcde\n".repeat(250)); // four blocks of 1000 bytes
    Lineage<String> node = textFile("placed:" + file, 4);

    assertThat(node.partitions()).hasSize(4);
    Set<String> first =
        node.partitions().stream()
            .map(partition -> node.preferredLocations(partition).get(0).host())
            .collect(Collectors.toSet());
    assertThat(first).containsExactlyInAnyOrder("h0", "h1", "h2", "h3");
    for (Partition partition : node.partitions()) {
      assertThat(node.preferredLocations(partition))
          .hasSize(2)
          .allMatch(
              host ->
                  host.equals(new HostLocation("h0", "/r0"))
                      || host.equals(new HostLocation("h1", "/r0"))
                      || host.equals(new HostLocation("h2", "/r1"))
                      || host.equals(new HostLocation("h3", "/r1")));
    }
  }

  @Test
  void splitsThatFollowOneAnotherAreReadAsOne() {
    assertThat(
            TextSplit.joined(
                List.of(
                    new TextSplit("a", 0, 10),
                    new TextSplit("a", 10, 5),
                    new TextSplit("a", 20, 5),
                    new TextSplit("b", 25, 5))))
        .containsExactly(
            new TextSplit("a", 0, 15), new TextSplit("a", 20, 5), new TextSplit("b", 25, 5));
  }

  @Test
  void bytesAndRecordsAreCounted() throws Exception {
    Path file = write("in", "0123456789\n".repeat(100));
    Lineage<String> node = textFile(file.toString(), 3);
    long bytes = 0;
    long records = 0;
    for (Partition partition : node.partitions()) {
      FakeTask task = new FakeTask(0, 0, CONF);
      read(node, partition, task);
      bytes += task.count(Counter.INPUT_BYTES);
      records += task.count(Counter.INPUT_RECORDS);
    }
    assertThat(bytes).isEqualTo(1100);
    assertThat(records).isEqualTo(100);
  }

  @Test
  void aFileThatWentAwayIsNamed() throws Exception {
    Path file = write("in", "x\n");
    Lineage<String> node = textFile(file.toString(), 1);
    node.partitions();
    Files.delete(file);
    assertThatThrownBy(() -> read(node))
        .hasMessageContaining("INPUT_NOT_FOUND")
        .hasMessageContaining(file.toString());
  }

  /** A fresh JVM in local mode must not pay for Hadoop: here it has none. */
  @Test
  void localFilesNeedNoClassOfHadoops() throws Exception {
    Path in = write("in", "a\nb\n");
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .filter(entry -> !entry.contains("hadoop"))
            .collect(Collectors.joining(java.io.File.pathSeparator));
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                CopyLines.class.getName(),
                in.toString(),
                directory.resolve("out").toString())
            .redirectErrorStream(true);
    builder.environment().remove("HADOOP_CONF_DIR");
    builder.environment().remove("YARN_CONF_DIR");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(directory.resolve("out/part-00000")).hasContent("a\nb\n");
    assertThat(directory.resolve("out/_SUCCESS")).exists();
  }
}
