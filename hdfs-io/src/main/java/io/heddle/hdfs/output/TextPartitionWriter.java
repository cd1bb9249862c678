package io.heddle.hdfs.output;

import io.heddle.hdfs.file.FileAccess;
import io.heddle.hdfs.file.FileErrors;
import io.heddle.rdd.spi.OutputJob.WrittenFile;
import io.heddle.task.PartitionFunction;
import io.heddle.task.TaskContext;
import io.heddle.task.TaskCounters.Counter;
import java.io.IOException;
import java.util.Iterator;

/**
 * Writes one partition's records as lines, each record's {@code toString} in UTF-8 and a \n. An
 * empty partition gives an empty file.
 *
 * @param workDirectory the job's, below which every task attempt has its own
 */
record TextPartitionWriter<T>(String workDirectory) implements PartitionFunction<T, WrittenFile> {

  @Override
  public WrittenFile apply(Iterator<T> records, TaskContext context) {
    String name = String.format("part-%05d", context.partition());
    String path = workDirectory + "/" + context.taskId() + "/" + name;
    LineBuffer lines;
    try {
      lines = new LineBuffer(FileAccess.of(path, context.conf()).create(path));
    } catch (IOException e) {
      throw FileErrors.failed("write", path, e);
    }
    try (lines) {
      records.forEachRemaining(record -> lines.append(String.valueOf(record)));
      lines.close();
    } catch (LineBuffer.WriteFailure e) {
      throw FileErrors.failed("write", path, e.ioException());
    } catch (IOException e) {
      throw FileErrors.failed("write", path, e);
    }
    context.counters().add(Counter.OUTPUT_BYTES, lines.bytes());
    context.counters().add(Counter.OUTPUT_RECORDS, lines.lines());
    return new WrittenFile(path, name, lines.bytes(), lines.lines());
  }
}
