package io.heddle.hdfs.text;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.file.FileAccess;
import io.heddle.hdfs.file.FileEntry;
import io.heddle.rdd.lineage.EvaluatorChain;
import io.heddle.rdd.lineage.Excerpt;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.task.Evaluator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lineage node of {@code textFile}: partitions are splits, preferred where their blocks lie.
 */
public final class TextFiles extends PackedFiles<String> {
  private TextFiles(
      int nodeId, String callSite, HeddleConf conf, List<FileEntry> files, int minPartitions) {
    super(nodeId, "textFile", callSite, conf, files, minPartitions);
  }

  /**
   * Lists the files at once, so that a wrong path fails where the program names it; blocks are
   * looked up when partitions are needed.
   *
   * @throws HeddleException INPUT_NOT_FOUND, BAD_ARGUMENT or HDFS_FAILED
   */
  public static Lineage<String> at(
      int nodeId, String callSite, HeddleConf conf, String paths, int minPartitions) {
    List<FileEntry> files = InputFiles.find(paths, path -> FileAccess.of(path, conf), conf);
    return new TextFiles(nodeId, callSite, conf, files, minPartitions);
  }

  @Override
  List<TextSplit.Placed> cut(int leastPartitions, long maxBytes) {
    long bytes = files.stream().mapToLong(FileEntry::length).sum();
    SplitPlanner planner = new SplitPlanner(bytes, leastPartitions, maxBytes);
    List<TextSplit.Placed> splits = new ArrayList<>();
    for (FileEntry file : files) {
      boolean splittable = Compression.of(file.path()).splittable();
      splits.addAll(planner.cut(file, places(file), splittable));
    }
    return splits;
  }

  @Override
  List<TextSplit> arranged(List<TextSplit> splits) {
    return TextSplit.joined(splits);
  }

  @Override
  protected Optional<List<Excerpt>> ownExcerpts() {
    return Optional.of(
        partitions().stream().map(each -> TextExcerpts.of((TextPartition) each)).toList());
  }

  @Override
  public Evaluator<String> evaluator(EvaluatorChain chain) {
    return new TextEvaluator();
  }
}
