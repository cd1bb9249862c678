package io.heddle.hdfs.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.RecoverySettings;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.DriverFiles;
import io.heddle.hdfs.FakeTask;
import io.heddle.hdfs.PlacedFileSystem;
import io.heddle.rdd.spi.OutputJob;
import io.heddle.rdd.spi.OutputJob.WrittenFile;
import io.heddle.task.TaskCounters.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextOutputTest {
  private static final HeddleConf CONF = PlacedFileSystem.conf();
  private static final WriterIdentity FIRST = identity(1);
  private static final WriterIdentity SECOND = identity(2);

  @TempDir Path directory;
  private Path out;

  @BeforeEach
  void anOutput() {
    out = directory.resolve("out");
  }

  private static WriterIdentity identity(int attempt) {
    return WriterIdentity.ofContainer("container_e03_1700000000000_0042_0" + attempt + "_000001");
  }

  private static WrittenFile write(
      OutputJob<Object> job, int partition, long taskId, Object... records) throws Exception {
    return job.writer().apply(List.of(records).iterator(), new FakeTask(partition, taskId, CONF));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> children = Files.list(out)) {
      return children.map(child -> child.getFileName().toString()).sorted().toList();
    }
  }

  /** The configuration of an application whose attempts leave word for each other. */
  private HeddleConf shared() {
    return CONF.with(RecoverySettings.DIRECTORY, "file:" + directory.resolve("application"));
  }

  /** The second attempt's driver is there. */
  private void succeeded(HeddleConf conf) throws IOException {
    DriverFiles.in(conf.get(RecoverySettings.DIRECTORY), conf)
        .publish(new DriverFiles.Address(2, "h2", 7000));
  }

  @Test
  void onlyAWholeOutputOfAnEarlierAttemptIsWrittenBefore() throws Exception {
    OutputJob<Object> job = TextOutput.begin(CONF, out + "", FIRST);
    WrittenFile file = write(job, 0, 10, "a");
    assertThat(TextOutput.isWrittenBefore(CONF, out + "", SECOND)).isFalse();
    job.commit(List.of(file));
    assertThat(TextOutput.isWrittenBefore(CONF, out + "", SECOND)).isTrue();
    assertThat(TextOutput.isWrittenBefore(CONF, out + "", FIRST)).isFalse();
    assertThat(TextOutput.isWrittenBefore(CONF, directory + "/none", SECOND)).isFalse();
  }

  @Test
  void anAttemptThatIsNotTheNewestBeginsNothing() throws Exception {
    HeddleConf conf = shared();
    TextOutput.begin(conf, directory.resolve("before") + "", FIRST).abort();
    succeeded(conf);
    assertThatThrownBy(() -> TextOutput.begin(conf, out + "", FIRST))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("a later attempt");
    assertThat(out).doesNotExist();
    TextOutput.begin(conf, out + "", SECOND).commit(List.of());
    assertThat(names()).containsExactly("_SUCCESS");
  }

  @Test
  void anAttemptThatIsNotTheNewestCommitsNothingAndLeavesWhatTheNextOneWrites() throws Exception {
    HeddleConf conf = shared();
    OutputJob<Object> old = TextOutput.begin(conf, out + "", FIRST);
    WrittenFile ofOld = write(old, 0, 10, "old");
    succeeded(conf);
    assertThatThrownBy(() -> old.commit(List.of(ofOld))).hasMessageContaining("a later attempt");
    assertThat(names()).containsExactly("_temporary");

    OutputJob<Object> next = TextOutput.begin(conf, out + "", SECOND);
    WrittenFile ofNext = write(next, 0, 10, "new");
    old.abort();
    next.commit(List.of(ofNext));
    assertThat(out.resolve("part-00000")).hasContent("new\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "file:", "placed:"})
  void committedFilesAreThoseOfTheAttemptsThatCount(String scheme) throws Exception {
    OutputJob<Object> job = TextOutput.begin(CONF, scheme + out);
    WrittenFile first = write(job, 0, 10, "Grüße", 7);
    write(job, 0, 11, "the attempt that lost");
    WrittenFile second = write(job, 1, 12, "b");
    WrittenFile empty = write(job, 2, 13);
    assertThat(names()).containsExactly("_temporary");

    job.commit(List.of(second, first, empty));

    assertThat(names()).containsExactly("_SUCCESS", "part-00000", "part-00001", "part-00002");
    assertThat(out.resolve("part-00000")).hasContent("Grüße\n7\n");
    assertThat(out.resolve("part-00001")).hasContent("b\n");
    assertThat(out.resolve("part-00002")).isEmptyFile();
    assertThat(first.bytes()).isEqualTo(10);
    assertThat(first.records()).isEqualTo(2);
  }

  @Test
  void manyFilesAreCommitted() throws Exception {
    OutputJob<Object> job = TextOutput.begin(CONF, "placed:" + out);
    List<WrittenFile> written = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      written.add(write(job, i, i, i));
    }
    job.commit(written);
    for (int i = 0; i < 100; i++) {
      assertThat(out.resolve("part-%05d".formatted(i))).hasContent(i + "\n");
    }
  }

  @Test
  void aJobOfNoPartitionsSucceeds() throws Exception {
    TextOutput.begin(CONF, out.toString()).commit(List.of());
    assertThat(names()).containsExactly("_SUCCESS");
  }

  @Test
  void longLinesAndManyLinesAreWrittenWhole() throws Exception {
    List<Object> records = new ArrayList<>();
    IntStream.range(0, 50_000).forEach(i -> records.add("line " + i));
    records.add(100, "x".repeat(1_000_000));
    OutputJob<Object> job = TextOutput.begin(CONF, out.toString());
    FakeTask task = new FakeTask(0, 1, CONF);

    job.commit(List.of(job.writer().apply(records.iterator(), task)));

    Path file = out.resolve("part-00000");
    assertThat(Files.readAllLines(file)).hasSize(50_001).isEqualTo(records);
    assertThat(task.count(Counter.OUTPUT_RECORDS)).isEqualTo(50_001);
    assertThat(task.count(Counter.OUTPUT_BYTES)).isEqualTo(Files.size(file));
  }

  @Test
  void anAbortedJobLeavesNothing() throws Exception {
    OutputJob<Object> job = TextOutput.begin(CONF, out.toString());
    write(job, 0, 1, "a");
    job.abort();
    assertThat(out).doesNotExist();
    job.abort();
  }

  @Test
  void aFailedCommitCanBeAborted() throws Exception {
    OutputJob<Object> job = TextOutput.begin(CONF, out.toString());
    WrittenFile written = write(job, 0, 1, "a");
    WrittenFile lost = new WrittenFile(written.attemptPath() + "-gone", "part-00001", 1, 1);

    assertThatThrownBy(() -> job.commit(List.of(written, lost)))
        .hasMessageContaining("HDFS_FAILED")
        .hasMessageContaining(out.toString());
    assertThat(out.resolve("_SUCCESS")).doesNotExist();
    job.abort();
    assertThat(out).doesNotExist();
  }

  @Test
  void whatTheUsersCodeThrowsPasses() {
    OutputJob<Object> job = TextOutput.begin(CONF, out.toString());
    IllegalStateException thrown = new IllegalStateException("user's");
    Iterator<Object> failing =
        Stream.<Object>generate(
                () -> {
                  throw thrown;
                })
            .iterator();
    assertThatThrownBy(() -> job.writer().apply(failing, new FakeTask())).isSameAs(thrown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "placed:"})
  void anExistingOutputIsRefused(String scheme) throws Exception {
    Files.createDirectory(out);
    assertThatThrownBy(() -> TextOutput.begin(CONF, scheme + out))
        .hasMessageContaining("HDL-1005 OUTPUT_EXISTS")
        .hasMessageContaining(out.toString());
  }

  @Test
  void theSameApplicationMayNotWriteTwice() throws Exception {
    TextOutput.begin(CONF, out.toString(), SECOND).commit(List.of());
    assertThatThrownBy(() -> TextOutput.begin(CONF, out.toString(), SECOND))
        .hasMessageContaining("OUTPUT_EXISTS");
  }

  @Test
  void twoJobsMayNotWriteOneOutputAtOnce() {
    TextOutput.begin(CONF, out.toString(), SECOND);
    assertThatThrownBy(() -> TextOutput.begin(CONF, out.toString(), SECOND))
        .hasMessageContaining("OUTPUT_EXISTS");
  }

  @Test
  void aSecondAttemptTakesOverWhatTheFirstLeftUnfinished() throws Exception {
    TextOutput<Object> first = TextOutput.begin(CONF, out.toString(), FIRST);
    WrittenFile late = write(first, 0, 1, "first");
    Files.writeString(out.resolve("part-00009"), "moved before the first attempt died");

    TextOutput<Object> second = TextOutput.begin(CONF, out.toString(), SECOND);
    assertThatThrownBy(() -> first.commit(List.of(late))).hasMessageContaining("HDFS_FAILED");
    second.commit(List.of(write(second, 0, 2, "second")));

    assertThat(names()).containsExactly("_SUCCESS", "part-00000");
    assertThat(out.resolve("part-00000")).hasContent("second\n");
  }

  @Test
  void aSecondAttemptWritesAnewWhatTheFirstFinished() throws Exception {
    TextOutput<Object> first = TextOutput.begin(CONF, out.toString(), FIRST);
    first.commit(List.of(write(first, 0, 1, "first"), write(first, 1, 2, "first")));

    TextOutput<Object> second = TextOutput.begin(CONF, out.toString(), SECOND);
    second.commit(List.of(write(second, 0, 3, "second")));

    assertThat(names()).containsExactly("_SUCCESS", "part-00000");
  }

  @Test
  void whatOthersLeftIsNotTakenOver() throws Exception {
    WriterIdentity other = WriterIdentity.ofContainer("container_1700000000000_0043_02_000001");
    TextOutput.begin(CONF, out.toString(), FIRST);
    assertThatThrownBy(() -> TextOutput.begin(CONF, out.toString(), other))
        .hasMessageContaining("OUTPUT_EXISTS");
    Files.createDirectories(directory.resolve("data"));
    Files.writeString(directory.resolve("data/part-00000"), "precious");
    assertThatThrownBy(() -> TextOutput.begin(CONF, directory + "/data", SECOND))
        .hasMessageContaining("OUTPUT_EXISTS");
    assertThat(directory.resolve("data/part-00000")).hasContent("precious");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "placed:"})
  void anOutputThatCannotBeMadeIsNamed(String scheme) throws Exception {
    Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> TextOutput.begin(CONF, scheme + directory + "/file/out"))
        .hasMessageContaining("HDFS_FAILED")
        .hasMessageContaining(directory + "/file/out");
  }
}
