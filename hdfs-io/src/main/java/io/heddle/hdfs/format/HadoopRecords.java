package io.heddle.hdfs.format;

import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.file.FileErrors;
import io.heddle.rdd.Pair;
import io.heddle.rdd.lineage.EvaluatorChain;
import io.heddle.rdd.lineage.HostLocation;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.Origin;
import io.heddle.rdd.spi.HadoopInput;
import io.heddle.task.Evaluator;
import io.heddle.task.Partition;
import io.heddle.task.TaskContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.InvalidInputException;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;

/**
 * The lineage node of what an input format reads: partitions are its splits, preferred where it
 * says they lie.
 */
public final class HadoopRecords<K, V> extends Lineage<Pair<K, V>> {
  private final HeddleConf conf;
  private final HadoopInput input;
  private final FormatConf settings;
  private List<List<HostLocation>> hosts;

  private HadoopRecords(Origin origin, HeddleConf conf, HadoopInput input, FormatConf settings) {
    super(origin.id(), origin.operation(), origin.callSite(), List.of());
    this.conf = conf;
    this.input = input;
    this.settings = settings;
  }

  /** Splits are asked for when partitions are needed. */
  public static <K, V> HadoopRecords<K, V> of(Origin origin, HeddleConf conf, HadoopInput input) {
    FormatConf settings = FormatConf.of(conf, input.settings().entrySet());
    if (!input.paths().isEmpty()) {
      JobConf job = settings.load(conf);
      FileInputFormat.setInputPaths(job, input.paths());
      settings = FormatConf.of(conf, job);
    }
    return new HadoopRecords<>(origin, conf, input, settings);
  }

  @Override
  protected List<Partition> makePartitions() {
    List<Partition> partitions = new ArrayList<>();
    hosts = new ArrayList<>();
    for (FormatApi.Placed placed : splits()) {
      partitions.add(SplitPartition.of(partitions.size(), placed.split()));
      hosts.add(
          placed.hosts().stream()
              .filter(host -> !host.equals("localhost")) // what file systems without places say
              .map(host -> new HostLocation(host, ""))
              .toList());
    }
    return partitions;
  }

  private List<FormatApi.Placed> splits() {
    try {
      return FormatApi.of(input.newApi())
          .splits(input.format(), settings.load(conf), input.minPartitions());
    } catch (InvalidInputException
        | FileNotFoundException
        | org.apache.hadoop.mapreduce.lib.input.InvalidInputException e) {
      throw new HeddleException(ErrorCode.INPUT_NOT_FOUND, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw FileErrors.failed("read", name(), e);
    } catch (ClassNotFoundException e) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "the class '" + input.format() + "' is not found", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HeddleException(ErrorCode.HDFS_FAILED, "interrupted while splits were made", e);
    }
  }

  /** What a format reads, it alone knows. */
  @Override
  public Optional<String> inputIdentity() {
    return Optional.empty();
  }

  @Override
  protected List<HostLocation> ownLocations(Partition partition) {
    partitions(); // Finds the hosts too, and makes them visible to this thread.
    return hosts.get(partition.index());
  }

  @Override
  public Evaluator<Pair<K, V>> evaluator(EvaluatorChain chain) {
    return new Reading<>(input.newApi(), input.format(), settings);
  }

  private record Reading<K, V>(boolean newApi, String format, FormatConf settings)
      implements Evaluator<Pair<K, V>> {
    @Override
    public Iterator<Pair<K, V>> evaluate(Partition partition, TaskContext task) throws Exception {
      long before = CountedRecords.bytesRead();
      JobConf job = settings.load(task.conf());
      TaskAttemptID attempt =
          new TaskAttemptID(
              "heddle", task.stageId(), TaskType.MAP, partition.index(), task.attempt());
      job.set("mapreduce.task.attempt.id", attempt.toString());
      job.setInt("mapreduce.task.partition", partition.index());
      Object split = ((SplitPartition) partition).split(job);
      FormatApi.Records<K, V> records = FormatApi.of(newApi).open(format, split, job, attempt);
      CountedRecords<K, V> counted = new CountedRecords<>(records, task, before);
      task.onCompletion(counted);
      return counted;
    }
  }
}
