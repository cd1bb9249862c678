package io.heddle.hdfs.text;

import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.util.Iterator;

/** Reads the lines of a {@link TextPartition}, split by split. */
record TextEvaluator() implements Evaluator<String> {

  @Override
  public Iterator<String> evaluate(Partition partition, TaskContext context) {
    SplitLines lines = new SplitLines(((TextPartition) partition).splits(), context);
    context.onCompletion(lines);
    return lines;
  }
}
