package io.heddle.hdfs.text;

import io.heddle.task.Partition;
import java.util.List;

/** One or, of small files, several splits that a task reads one after the other. */
record TextPartition(int index, List<TextSplit> splits) implements Partition {
  TextPartition {
    splits = List.copyOf(splits);
  }
}
