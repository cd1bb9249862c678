package io.heddle.hdfs.text;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.file.BlockPlace;
import io.heddle.hdfs.file.FileAccess;
import io.heddle.hdfs.file.FileEntry;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PortableDataStream;
import io.heddle.rdd.function.Function;
import io.heddle.rdd.lineage.EvaluatorChain;
import io.heddle.rdd.lineage.Origin;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import io.heddle.task.TaskCounters.Counter;
import java.io.ByteArrayInputStream;
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
public final class WholeFiles extends PackedFiles<Pair<String, PortableDataStream>> {
  private WholeFiles(Origin origin, HeddleConf conf, List<FileEntry> files, int minPartitions) {
    super(origin.id(), origin.operation(), origin.callSite(), conf, files, minPartitions);
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
  List<TextSplit.Placed> cut(int leastPartitions, long maxBytes) {
    List<TextSplit.Placed> whole = new ArrayList<>();
    for (FileEntry file : files) {
      List<BlockPlace> places = places(file);
      whole.add(
          new TextSplit.Placed(
              new TextSplit(file.path(), 0, file.length()),
              places.isEmpty() ? List.of() : places.get(0).hosts()));
    }
    return whole;
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
