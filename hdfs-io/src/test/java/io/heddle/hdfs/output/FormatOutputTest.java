package io.heddle.hdfs.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.FakeTask;
import io.heddle.rdd.Pair;
import io.heddle.rdd.spi.HadoopOutput;
import io.heddle.rdd.spi.OutputJob.WrittenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.io.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormatOutputTest {
  private static final HeddleConf CONF = HeddleConf.empty();
  private static final WriterIdentity FIRST = new WriterIdentity("application_1_1", 1);
  private static final WriterIdentity SECOND = new WriterIdentity("application_1_1", 2);

  @TempDir Path parent;
  private Path out;

  @BeforeEach
  void path() {
    out = parent.resolve("out");
  }

  private HadoopOutput output(boolean newApi) {
    Map<String, String> settings = new HashMap<>();
    settings.put(
        newApi ? "mapreduce.job.outputformat.class" : "mapred.output.format.class",
        newApi
            ? org.apache.hadoop.mapreduce.lib.output.TextOutputFormat.class.getName()
            : org.apache.hadoop.mapred.TextOutputFormat.class.getName());
    settings.put("mapreduce.job.output.key.class", Text.class.getName());
    settings.put("mapreduce.job.output.value.class", Text.class.getName());
    return new HadoopOutput(newApi, out.toString(), settings);
  }

  private FormatOutput<Pair<Text, Text>, Text, Text> begin(boolean newApi, WriterIdentity writer) {
    return FormatOutput.begin(CONF, output(newApi), pairs -> pairs, writer);
  }

  private static WrittenFile write(
      FormatOutput<Pair<Text, Text>, Text, Text> job, int partition, int attempt, String text)
      throws Exception {
    FakeTask task = new FakeTask(partition, 0, attempt, CONF);
    Iterator<Pair<Text, Text>> records =
        List.of(new Pair<>(new Text("k"), new Text(text))).iterator();
    WrittenFile written = job.writer().apply(records, task);
    task.complete();
    return written;
  }

  private List<String> seen() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith(".") && !name.equals("_temporary"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void only_the_attempts_that_count_are_seen_and_only_after_the_commit(boolean newApi)
      throws Exception {
    FormatOutput<Pair<Text, Text>, Text, Text> job = begin(newApi, FIRST);
    write(job, 0, 0, "lost");
    WrittenFile zero = write(job, 0, 1, "won");
    WrittenFile one = write(job, 1, 0, "one");
    write(job, 1, 1, "late");
    assertThat(seen()).isEmpty();
    job.commit(List.of(zero, one));
    String prefix = newApi ? "part-r-0000" : "part-0000";
    assertThat(seen()).containsExactly("_SUCCESS", prefix + 0, prefix + 1);
    assertThat(Files.readString(out.resolve(prefix + 0))).isEqualTo("k\twon\n");
    assertThat(Files.readString(out.resolve(prefix + 1))).isEqualTo("k\tone\n");
    assertThat(out.resolve("_temporary")).doesNotExist();
  }

  @Test
  void an_abort_leaves_nothing() throws Exception {
    FormatOutput<Pair<Text, Text>, Text, Text> job = begin(true, FIRST);
    write(job, 0, 0, "x");
    job.abort();
    assertThat(out).doesNotExist();
  }

  @Test
  void what_an_earlier_attempt_of_the_application_left_is_written_anew() throws Exception {
    FormatOutput<Pair<Text, Text>, Text, Text> unfinished = begin(true, FIRST);
    write(unfinished, 0, 0, "unfinished");
    FormatOutput<Pair<Text, Text>, Text, Text> again = begin(true, SECOND);
    again.commit(List.of(write(again, 0, 0, "second")));
    assertThat(Files.readString(out.resolve("part-r-00000"))).isEqualTo("k\tsecond\n");
    FormatOutput<Pair<Text, Text>, Text, Text> third =
        begin(false, new WriterIdentity("application_1_1", 3));
    third.commit(List.of(write(third, 0, 0, "third")));
    assertThat(seen()).containsExactly("_SUCCESS", "part-00000");
  }

  @Test
  void what_another_application_wrote_is_kept() throws Exception {
    FormatOutput<Pair<Text, Text>, Text, Text> job = begin(true, FIRST);
    job.commit(List.of(write(job, 0, 0, "first")));
    assertThatThrownBy(() -> begin(true, new WriterIdentity("application_1_2", 2)))
        .isInstanceOfSatisfying(
            HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_EXISTS));
    assertThat(Files.readString(out.resolve("part-r-00000"))).isEqualTo("k\tfirst\n");
  }

  @Test
  void an_output_without_a_format_is_refused() {
    HadoopOutput nothing = new HadoopOutput(true, out.toString(), Map.of());
    assertThatThrownBy(
            () ->
                FormatOutput.<Pair<Text, Text>, Text, Text>begin(
                    CONF, nothing, pairs -> pairs, FIRST))
        .hasMessageContaining("name no output format");
  }
}
