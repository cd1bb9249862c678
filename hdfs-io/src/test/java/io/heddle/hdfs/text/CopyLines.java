package io.heddle.hdfs.text;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.FakeTask;
import io.heddle.rdd.lineage.EvaluatorChain;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.spi.OutputJob;
import java.util.List;

/** Reads a file and writes its lines, in a process of its own. */
final class CopyLines {
  private CopyLines() {}

  public static void main(String[] args) throws Exception {
    HeddleConf conf = HeddleConf.empty();
    TextFileStore store = new TextFileStore();
    Lineage<String> input = store.textFile(1, "", conf, args[0], 1);
    OutputJob<String> output = store.saveAsTextFile(conf, args[1]);
    FakeTask task = new FakeTask(0, 1, conf);
    var lines = input.evaluator(new EvaluatorChain()).evaluate(input.partitions().get(0), task);
    OutputJob.WrittenFile written = output.writer().apply(lines, task);
    task.complete();
    output.commit(List.of(written));
  }
}
