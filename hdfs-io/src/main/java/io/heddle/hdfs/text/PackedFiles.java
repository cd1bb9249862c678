package io.heddle.hdfs.text;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.IoSettings;
import io.heddle.hdfs.file.BlockPlace;
import io.heddle.hdfs.file.FileAccess;
import io.heddle.hdfs.file.FileEntry;
import io.heddle.hdfs.file.FileErrors;
import io.heddle.rdd.lineage.HostLocation;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.task.Partition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A lineage node that reads files: what they are cut into is packed into partitions, which are
 * preferred where their blocks lie.
 */
abstract class PackedFiles<T> extends Lineage<T> {
  final HeddleConf conf;
  final List<FileEntry> files;
  private final int least;
  private List<List<HostLocation>> hosts;

  PackedFiles(
      int nodeId,
      String operation,
      String callSite,
      HeddleConf conf,
      List<FileEntry> files,
      int minPartitions) {
    super(nodeId, operation, callSite, List.of());
    this.conf = conf;
    this.files = files;
    this.least = Math.max(1, minPartitions);
  }

  /**
   * What the files are cut into, in their order.
   *
   * @param leastPartitions at least 1
   * @param maxBytes of a partition that could be smaller
   */
  abstract List<TextSplit.Placed> cut(int leastPartitions, long maxBytes);

  /** The splits of one partition as they are to be read. */
  List<TextSplit> arranged(List<TextSplit> splits) {
    return splits;
  }

  @Override
  protected final List<Partition> makePartitions() {
    long maxBytes = conf.get(IoSettings.SPLIT_MAX).bytes();
    long openCost = conf.get(IoSettings.SPLIT_OPEN_COST).bytes();
    List<TextSplit.Placed> splits = cut(least, maxBytes);
    List<Partition> partitions = new ArrayList<>();
    hosts = new ArrayList<>();
    for (List<TextSplit.Placed> group : SplitPacker.pack(splits, least, maxBytes, openCost)) {
      List<TextSplit> own = group.stream().map(TextSplit.Placed::split).toList();
      partitions.add(new TextPartition(partitions.size(), arranged(own)));
      hosts.add(SplitPacker.hostsOf(group));
    }
    return partitions;
  }

  /** Where a file's blocks lie. */
  final List<BlockPlace> places(FileEntry file) {
    try {
      return FileAccess.of(file.path(), conf).places(file);
    } catch (IOException e) {
      throw FileErrors.unreadable(file.path(), e);
    }
  }

  /** A digest of all files' names, lengths and times of change. */
  @Override
  public final Optional<String> inputIdentity() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
    for (FileEntry file : files) {
      if (file.modifiedMillis() < 0) {
        return Optional.empty();
      }
      String line = file.path() + '\n' + file.length() + ' ' + file.modifiedMillis() + '\n';
      digest.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return Optional.of(files.size() + " files " + HexFormat.of().formatHex(digest.digest()));
  }

  @Override
  protected final List<HostLocation> ownLocations(Partition partition) {
    partitions(); // Finds the hosts too, and makes them visible to this thread.
    return hosts.get(partition.index());
  }
}
