package io.heddle.hdfs.text;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.IoSettings;
import io.heddle.hdfs.file.BlockPlace;
import io.heddle.hdfs.file.FileAccess;
import io.heddle.hdfs.file.FileEntry;
import io.heddle.hdfs.file.FileErrors;
import io.heddle.rdd.lineage.EvaluatorChain;
import io.heddle.rdd.lineage.Excerpt;
import io.heddle.rdd.lineage.HostLocation;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lineage node of {@code textFile}: partitions are splits, preferred where their blocks lie.
 */
public final class TextFiles extends Lineage<String> {
  private final HeddleConf conf;
  private final List<FileEntry> files;
  private final int minPartitions;
  private List<List<HostLocation>> hosts;

  private TextFiles(
      int nodeId, String callSite, HeddleConf conf, List<FileEntry> files, int minPartitions) {
    super(nodeId, "textFile", callSite, List.of());
    this.conf = conf;
    this.files = files;
    this.minPartitions = minPartitions;
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
  protected List<Partition> makePartitions() {
    long bytes = files.stream().mapToLong(FileEntry::length).sum();
    int least = Math.max(1, minPartitions);
    long maxBytes = conf.get(IoSettings.SPLIT_MAX).bytes();
    long openCost = conf.get(IoSettings.SPLIT_OPEN_COST).bytes();
    SplitPlanner planner = new SplitPlanner(bytes, least, maxBytes);
    List<TextSplit.Placed> splits = new ArrayList<>();
    for (FileEntry file : files) {
      boolean splittable = Compression.of(file.path()).splittable();
      splits.addAll(planner.cut(file, places(file), splittable));
    }
    List<Partition> partitions = new ArrayList<>();
    hosts = new ArrayList<>();
    for (List<TextSplit.Placed> group : SplitPacker.pack(splits, least, maxBytes, openCost)) {
      List<TextSplit> own = group.stream().map(TextSplit.Placed::split).toList();
      partitions.add(new TextPartition(partitions.size(), TextSplit.joined(own)));
      hosts.add(SplitPacker.hostsOf(group));
    }
    return partitions;
  }

  private List<BlockPlace> places(FileEntry file) {
    try {
      return FileAccess.of(file.path(), conf).places(file);
    } catch (IOException e) {
      throw FileErrors.unreadable(file.path(), e);
    }
  }

  @Override
  protected List<HostLocation> ownLocations(Partition partition) {
    partitions(); // Finds the hosts too, and makes them visible to this thread.
    return hosts.get(partition.index());
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
