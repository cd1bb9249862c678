package io.heddle.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.error.HeddleException;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.spi.FileStore;
import io.heddle.rdd.spi.FormatStore;
import io.heddle.rdd.spi.OutputJob;
import io.heddle.task.PartitionFunction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaveTest {
  private final FakeFiles files = new FakeFiles();
  private final HeddleContext context = HeddleContext.on(new FakeJobRunner(), files);
  private final RDD<Integer> numbers = context.parallelize(List.of(1, 2, 3, 4, 5), 3);

  @Test
  void what_each_partition_wrote_is_committed_in_their_order() {
    numbers.saveAsTextFile("/out");
    assertThat(files.saved).containsExactly("/out");
    assertThat(files.output.committed)
        .extracting(OutputJob.WrittenFile::finalName)
        .containsExactly("0:[1]", "1:[2, 3]", "2:[4, 5]");
    assertThat(files.output.aborts).isZero();
  }

  @Test
  void a_failed_job_is_aborted_and_its_failure_thrown() {
    RDD<Integer> failing =
        numbers.map(
            n -> {
              if (n == 4) {
                throw new IllegalStateException("at 4");
              }
              return n;
            });
    assertThatThrownBy(() -> failing.saveAsTextFile("/out"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("at 4");
    assertThat(files.output.committed).isNull();
    assertThat(files.output.aborts).isEqualTo(1);
  }

  @Test
  void a_failure_to_commit_is_thrown_with_that_of_the_abort() {
    files.output.failing = true;
    assertThatThrownBy(() -> numbers.saveAsTextFile("/out"))
        .hasMessage("commit")
        .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessage("abort"));
  }

  @Test
  void without_a_file_store_this_is_said() {
    RDD<Integer> other = HeddleContext.on(new FakeJobRunner(), null).parallelize(List.of(1));
    assertThatThrownBy(() -> other.saveAsTextFile("/out"))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("no FileStore");
  }

  private static final class FakeFiles implements FileStore {
    final List<String> saved = new ArrayList<>();
    final FakeOutput output = new FakeOutput();

    @Override
    public Lineage<String> textFile(
        int nodeId, String callSite, HeddleConf conf, String path, int minPartitions) {
      throw new UnsupportedOperationException();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> OutputJob<T> saveAsTextFile(HeddleConf conf, String path) {
      saved.add(path);
      return (OutputJob<T>) output;
    }

    @Override
    public FormatStore formats() {
      throw new UnsupportedOperationException();
    }
  }

  private static final class FakeOutput implements OutputJob<Object> {
    List<WrittenFile> committed;
    int aborts;
    boolean failing;

    @Override
    public PartitionFunction<Object, WrittenFile> writer() {
      return (records, task) -> {
        List<Object> all = new ArrayList<>();
        records.forEachRemaining(all::add);
        return new WrittenFile("", task.partition() + ":" + all, 0, all.size());
      };
    }

    @Override
    public void commit(List<WrittenFile> files) {
      if (failing) {
        throw new IllegalStateException("commit");
      }
      committed = files;
    }

    @Override
    public void abort() {
      aborts++;
      if (failing) {
        throw new IllegalStateException("abort");
      }
    }
  }
}
