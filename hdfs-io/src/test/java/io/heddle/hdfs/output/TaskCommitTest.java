package io.heddle.hdfs.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.FakeTask;
import io.heddle.rdd.Pair;
import io.heddle.rdd.spi.HadoopOutput;
import io.heddle.rdd.spi.OutputJob;
import io.heddle.task.TaskKilledException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.OutputFormat;
import org.apache.hadoop.mapreduce.RecordWriter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Outputs whose committer is called in the tasks. */
class TaskCommitTest {
  private static final List<String> EVENTS = new ArrayList<>();

  @BeforeEach
  void forget() {
    EVENTS.clear();
  }

  /** Writes to a table, say, which makes seen what an attempt wrote when that commits. */
  public static final class TableFormat extends OutputFormat<String, Integer> {
    @Override
    public RecordWriter<String, Integer> getRecordWriter(TaskAttemptContext context) {
      return new RecordWriter<>() {
        @Override
        public void write(String key, Integer value) {}

        @Override
        public void close(TaskAttemptContext closing) {}
      };
    }

    @Override
    public void checkOutputSpecs(JobContext context) {}

    @Override
    public OutputCommitter getOutputCommitter(TaskAttemptContext context) {
      return new TableCommitter();
    }
  }

  private static final class TableCommitter extends OutputCommitter {
    @Override
    public void setupJob(JobContext context) {}

    @Override
    public void setupTask(TaskAttemptContext context) {}

    @Override
    public boolean needsTaskCommit(TaskAttemptContext context) {
      return true;
    }

    @Override
    public void commitTask(TaskAttemptContext context) {
      EVENTS.add("commit " + context.getTaskAttemptID().getId());
    }

    @Override
    public void abortTask(TaskAttemptContext context) {
      EVENTS.add("abort " + context.getTaskAttemptID().getId());
    }
  }

  private static OutputJob<Pair<String, Integer>> output() {
    return FormatOutput.begin(
        HeddleConf.empty(),
        new HadoopOutput(
            true, "", Map.of("mapreduce.job.outputformat.class", TableFormat.class.getName())),
        records -> records);
  }

  @Test
  void ofTwoAttemptsAtOnceOnlyTheOneThatMayCommits() throws Exception {
    OutputJob<Pair<String, Integer>> output = output();
    FakeTask first = new FakeTask(0, 1, 0, HeddleConf.empty());
    FakeTask second = new FakeTask(0, 2, 1, HeddleConf.empty());
    first.refuseCommit();
    List<Pair<String, Integer>> records = List.of(new Pair<>("a", 1));
    assertThatThrownBy(() -> output.writer().apply(records.iterator(), first))
        .isInstanceOf(TaskKilledException.class);
    output.writer().apply(records.iterator(), second);
    assertThat(EVENTS).containsExactly("abort 0", "commit 1");
  }
}
