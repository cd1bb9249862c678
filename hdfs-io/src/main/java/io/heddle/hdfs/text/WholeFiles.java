package io.heddle.hdfs.text;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.IoSettings;
import io.heddle.hdfs.file.BlockPlace;
import io.heddle.hdfs.file.FileAccess;
import io.heddle.hdfs.file.FileEntry;
import io.heddle.hdfs.file.FileErrors;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PortableDataStream;
import io.heddle.rdd.function.Function;
import io.heddle.rdd.lineage.EvaluatorChain;
import io.heddle.rdd.lineage.HostLocation;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.Origin;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import io.heddle.task.TaskCounters.Counter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The lineage node of files that are not cut: each record is a file's path and content. Small files
 * are packed as those of text are, an empty one among them.
 */
public final class WholeFiles extends Lineage<Pair<String, PortableDataStream>> {
  private final HeddleConf conf;
  private final List<FileEntry> files;
  private final int minPartitions;
  private List<List<HostLocation>> hosts;

  private WholeFiles(Origin origin, HeddleConf conf, List<FileEntry> files, int minPartitions) {
    super(origin.id(), origin.operation(), origin.callSite(), List.of());
    this.conf = conf;
    this.files = files;
    this.minPartitions = minPartitions;
  }

  /**
   * Lists the files at once.
   *
   * @throws io.heddle.error.HeddleException INPUT_NOT_FOUND, BAD_ARGUMENT or HDFS_FAILED
   */
  public static WholeFiles at(Origin origin, HeddleConf conf, String paths, int minPartitions) {
    List<FileEntry> files = InputFiles.find(paths, path -> FileAccess.of(path, conf), conf);
    return new WholeFiles(origin, conf, files, minPartitions);
  }

  /** Content as text: decompressed by the name's ending, UTF-8. */
  public static Function<Pair<String, PortableDataStream>, Pair<String, String>> asText() {
    return file -> {
      byte[] bytes = file.value().toArray();
      Compression compression = Compression.of(file.key());
      if (compression != Compression.NONE && bytes.length > 0) {
        try (InputStream in =
            DecodedInput.open(compression, new ByteArrayInputStream(bytes), file.key())) {
          bytes = in.readAllBytes();
        }
      }
      return new Pair<>(file.key(), new String(bytes, StandardCharsets.UTF_8));
    };
  }

  @Override
  protected List<Partition> makePartitions() {
    List<TextSplit.Placed> whole = new ArrayList<>();
    for (FileEntry file : files) {
      List<BlockPlace> places = places(file);
      whole.add(
          new TextSplit.Placed(
              new TextSplit(file.path(), 0, file.length()),
              places.isEmpty() ? List.of() : places.get(0).hosts()));
    }
    List<Partition> partitions = new ArrayList<>();
    hosts = new ArrayList<>();
    long maxBytes = conf.get(IoSettings.SPLIT_MAX).bytes();
    long openCost = conf.get(IoSettings.SPLIT_OPEN_COST).bytes();
    int least = Math.max(1, minPartitions);
    for (List<TextSplit.Placed> group : SplitPacker.pack(whole, least, maxBytes, openCost)) {
      List<TextSplit> own = group.stream().map(TextSplit.Placed::split).toList();
      partitions.add(new TextPartition(partitions.size(), own));
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
  public Evaluator<Pair<String, PortableDataStream>> evaluator(EvaluatorChain chain) {
    return new Opening(conf.under(HeddleConf.HADOOP_PREFIX));
  }

  /** Bytes are counted as if all is read, since content may be read when the task is over. */
  private record Opening(Map<String, String> hadoop)
      implements Evaluator<Pair<String, PortableDataStream>> {
    Opening {
      hadoop = Map.copyOf(hadoop);
    }

    @Override
    public Iterator<Pair<String, PortableDataStream>> evaluate(
        Partition partition, TaskContext task) {
      List<Pair<String, PortableDataStream>> all = new ArrayList<>();
      for (TextSplit file : ((TextPartition) partition).splits()) {
        task.counters().add(Counter.INPUT_BYTES, file.length());
        task.counters().add(Counter.INPUT_RECORDS, 1);
        all.add(new Pair<>(file.path(), new FileStream(file.path(), hadoop)));
      }
      return all.iterator();
    }
  }
}
