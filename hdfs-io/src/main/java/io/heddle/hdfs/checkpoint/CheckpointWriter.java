package io.heddle.hdfs.checkpoint;

import io.heddle.hdfs.file.FileAccess;
import io.heddle.rdd.spi.OutputJob.WrittenFile;
import io.heddle.serde.OutputBuffer;
import io.heddle.serde.Serde;
import io.heddle.task.PartitionFunction;
import io.heddle.task.TaskContext;
import io.heddle.task.TaskCounters.Counter;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.util.Iterator;

/**
 * Writes one partition of a checkpoint.
 *
 * <pre>
 *   DIR/part-00000:  frame* end
 *   frame:           int n (big-endian, 0 or more), n bytes: one batch of the application's serde
 *   end:             int -1, then long: the number of records; a file without it is not whole
 * </pre>
 *
 * @param workDirectory the job's, below which every task attempt has its own
 */
public record CheckpointWriter<T>(String workDirectory)
    implements PartitionFunction<T, WrittenFile> {
  static final int END = -1;

  private static final int BATCH = 1024;
  private static final int BUFFER = 1 << 18;

  /** The name of a partition's file. */
  static String fileName(int partition) {
    return String.format("part-%05d", partition);
  }

  @Override
  public WrittenFile apply(Iterator<T> records, TaskContext context) throws Exception {
    String name = fileName(context.partition());
    String path = workDirectory + "/" + context.taskId() + "/" + name;
    long written = 0;
    long bytes = 0;
    Serde serde = context.serde();
    Object[] batch = new Object[BATCH];
    OutputBuffer encoded = new OutputBuffer(BUFFER);
    try (DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(FileAccess.of(path, context.conf()).create(path), BUFFER))) {
      while (records.hasNext()) {
        context.checkKilled();
        int size = 0;
        while (size < BATCH && records.hasNext()) {
          batch[size++] = records.next();
        }
        encoded.clear();
        serde.encode(batch, 0, size, encoded);
        out.writeInt(encoded.size());
        out.write(encoded.array(), 0, encoded.size());
        written += size;
        bytes += encoded.size();
      }
      out.writeInt(END);
      out.writeLong(written);
    }
    context.counters().add(Counter.OUTPUT_BYTES, bytes);
    context.counters().add(Counter.OUTPUT_RECORDS, written);
    return new WrittenFile(path, name, bytes, written);
  }
}
