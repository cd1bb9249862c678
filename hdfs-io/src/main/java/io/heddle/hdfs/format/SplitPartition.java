package io.heddle.hdfs.format;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.serde.JavaSerialization;
import io.heddle.task.Partition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.util.ReflectionUtils;

/** One split of an input format: as a Writable, or else as a Java-serialised object. */
final class SplitPartition implements Partition {
  private static final long serialVersionUID = 1L;

  private final int index;
  private final String writableClass;
  private final byte[] bytes;

  private SplitPartition(int index, String writableClass, byte[] bytes) {
    this.index = index;
    this.writableClass = writableClass;
    this.bytes = bytes;
  }

  /**
   * @throws HeddleException BAD_ARGUMENT when the split cannot be sent
   */
  static SplitPartition of(int index, Object split) {
    if (split instanceof Writable writable) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        writable.write(new DataOutputStream(out));
      } catch (IOException e) {
        throw unfit(split, e);
      }
      return new SplitPartition(index, split.getClass().getName(), out.toByteArray());
    }
    if (split instanceof Serializable) {
      return new SplitPartition(index, "", JavaSerialization.write(split));
    }
    throw unfit(split, null);
  }

  private static HeddleException unfit(Object split, Exception cause) {
    return new HeddleException(
        ErrorCode.BAD_ARGUMENT,
        "a split of "
            + split.getClass().getName()
            + " cannot be sent to a task: it must be Writable or Serializable",
        cause);
  }

  @Override
  public int index() {
    return index;
  }

  Object split(Configuration conf) throws IOException, ClassNotFoundException {
    if (writableClass.isEmpty()) {
      return JavaSerialization.read(bytes, conf.getClassLoader());
    }
    Writable split =
        (Writable) ReflectionUtils.newInstance(conf.getClassByName(writableClass), conf);
    split.readFields(new DataInputStream(new ByteArrayInputStream(bytes)));
    return split;
  }
}
