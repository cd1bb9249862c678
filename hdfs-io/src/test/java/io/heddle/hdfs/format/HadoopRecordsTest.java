package io.heddle.hdfs.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.FakeTask;
import io.heddle.rdd.Pair;
import io.heddle.rdd.lineage.EvaluatorChain;
import io.heddle.rdd.lineage.HostLocation;
import io.heddle.rdd.lineage.Origin;
import io.heddle.rdd.spi.HadoopInput;
import io.heddle.serde.JavaSerialization;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskCounters.Counter;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.junit.jupiter.api.Test;

class HadoopRecordsTest {
  private static final Origin ORIGIN = new Origin(1, "newAPIHadoopRDD", "Test.java:1");

  /** A split that is no Writable. */
  public static final class Words extends InputSplit implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String text;
    private final List<String> hosts;

    Words(String text, String... hosts) {
      this.text = text;
      this.hosts = List.of(hosts);
    }

    @Override
    public long getLength() {
      return text.length();
    }

    @Override
    public String[] getLocations() {
      return hosts.toArray(new String[0]);
    }
  }

  /** Gives the words of a setting, in the same two objects again and again. */
  public static final class WordFormat extends InputFormat<Text, Text> {
    static int closed;

    @Override
    public List<InputSplit> getSplits(JobContext job) {
      List<InputSplit> splits = new ArrayList<>();
      splits.add(new Words(job.getConfiguration().get("test.words"), "node1", "node2"));
      splits.add(new Words("other", "localhost"));
      return splits;
    }

    @Override
    public RecordReader<Text, Text> createRecordReader(InputSplit split, TaskAttemptContext task) {
      return new WordReader();
    }
  }

  private static final class WordReader extends RecordReader<Text, Text> {
    private final Text key = new Text();
    private final Text value = new Text();
    private Iterator<String> words;
    private String attempt;

    @Override
    public void initialize(InputSplit split, TaskAttemptContext task) {
      words = List.of(((Words) split).text.split(" ", -1)).iterator();
      attempt = task.getTaskAttemptID().toString();
    }

    @Override
    public boolean nextKeyValue() {
      if (!words.hasNext()) {
        return false;
      }
      key.set(words.next());
      value.set(attempt);
      return true;
    }

    @Override
    public Text getCurrentKey() {
      return key;
    }

    @Override
    public Text getCurrentValue() {
      return value;
    }

    @Override
    public float getProgress() {
      return 0;
    }

    @Override
    public void close() {
      WordFormat.closed++;
    }
  }

  private static HadoopRecords<Text, Text> node(String format) {
    HadoopInput input = new HadoopInput(true, format, "", Map.of("test.words", "a b c"), 1);
    return HadoopRecords.of(ORIGIN, HeddleConf.empty(), input);
  }

  private static <P> P sent(P object) {
    @SuppressWarnings("unchecked")
    P read =
        (P)
            JavaSerialization.read(
                JavaSerialization.write(object), HadoopRecordsTest.class.getClassLoader());
    return read;
  }

  @Test
  void splits_become_partitions_that_prefer_their_hosts() {
    HadoopRecords<Text, Text> node = node(WordFormat.class.getName());
    List<Partition> partitions = node.partitions();
    assertThat(partitions).hasSize(2);
    assertThat(node.preferredLocations(partitions.get(0)))
        .extracting(HostLocation::host)
        .containsExactly("node1", "node2");
    assertThat(node.preferredLocations(partitions.get(1))).isEmpty();
  }

  @Test
  void records_are_copied_counted_and_the_reader_closed() throws Exception {
    HadoopRecords<Text, Text> node = node(WordFormat.class.getName());
    Evaluator<Pair<Text, Text>> evaluator = sent(node.evaluator(new EvaluatorChain()));
    FakeTask task = new FakeTask();
    int before = WordFormat.closed;
    List<String> words = new ArrayList<>();
    List<Pair<Text, Text>> kept = new ArrayList<>();
    evaluator.evaluate(sent(node.partitions().get(0)), task).forEachRemaining(kept::add);
    kept.forEach(pair -> words.add(pair.key().toString()));
    assertThat(words).containsExactly("a", "b", "c");
    assertThat(WordFormat.closed).isEqualTo(before + 1);
    assertThat(task.count(Counter.INPUT_RECORDS)).isEqualTo(3);
    task.complete();
    assertThat(WordFormat.closed).isEqualTo(before + 1);
  }

  @Test
  void a_reader_is_closed_when_its_task_ends_early() throws Exception {
    HadoopRecords<Text, Text> node = node(WordFormat.class.getName());
    FakeTask task = new FakeTask();
    int before = WordFormat.closed;
    node.evaluator(new EvaluatorChain()).evaluate(node.partitions().get(0), task).next();
    task.complete();
    assertThat(WordFormat.closed).isEqualTo(before + 1);
  }

  @Test
  void a_format_that_is_not_there_is_named() {
    assertThatThrownBy(() -> node("no.such.Format").partitions())
        .hasMessageContaining("BAD_ARGUMENT")
        .hasMessageContaining("no.such.Format");
  }
}
