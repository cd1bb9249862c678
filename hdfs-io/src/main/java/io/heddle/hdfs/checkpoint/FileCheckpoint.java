package io.heddle.hdfs.checkpoint;

import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.file.BlockPlace;
import io.heddle.hdfs.file.FileAccess;
import io.heddle.hdfs.file.FileEntry;
import io.heddle.hdfs.file.FileErrors;
import io.heddle.rdd.lineage.Checkpoint;
import io.heddle.rdd.lineage.HostLocation;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A checkpoint in a directory, a file for each partition. Immutable. */
public final class FileCheckpoint<T> implements Checkpoint<T> {
  private static final int BUFFER = 1 << 18;

  private final String directory;
  private final Map<String, List<HostLocation>> hosts;

  private FileCheckpoint(String directory, Map<String, List<HostLocation>> hosts) {
    this.directory = directory;
    this.hosts = hosts;
  }

  /**
   * A checkpoint that is there.
   *
   * @throws HeddleException HDFS_FAILED
   */
  public static <T> FileCheckpoint<T> at(HeddleConf conf, String path) {
    try {
      FileAccess files = FileAccess.of(path, conf);
      String directory = files.qualified(path);
      Map<String, List<HostLocation>> hosts = new HashMap<>();
      for (FileEntry file : files.list(directory)) {
        if (!file.hidden()) {
          List<BlockPlace> places = files.places(file);
          hosts.put(file.name(), places.isEmpty() ? List.of() : places.get(0).hosts());
        }
      }
      return new FileCheckpoint<>(directory, hosts);
    } catch (IOException e) {
      throw FileErrors.failed("read", path, e);
    }
  }

  @Override
  public Evaluator<T> evaluator() {
    return new Reading<>(directory);
  }

  @Override
  public List<HostLocation> preferredLocations(int partition) {
    return hosts.getOrDefault(CheckpointWriter.fileName(partition), List.of());
  }

  @Override
  public Optional<String> directory() {
    return Optional.of(directory);
  }

  private record Reading<T>(String directory) implements Evaluator<T> {
    @Override
    public Iterator<T> evaluate(Partition partition, TaskContext task) throws IOException {
      String path = directory + "/" + CheckpointWriter.fileName(partition.index());
      InputStream in;
      try {
        in = FileAccess.of(path, task.conf()).open(path, 0);
      } catch (FileNotFoundException | NoSuchFileException e) {
        throw new HeddleException(
            ErrorCode.CHECKPOINT_LOST, "the checkpoint's file '" + path + "' is not there", e);
      }
      CheckpointRecords<T> records =
          new CheckpointRecords<>(
              new DataInputStream(new BufferedInputStream(in, BUFFER)), path, task);
      task.onCompletion(records);
      return records;
    }
  }
}
