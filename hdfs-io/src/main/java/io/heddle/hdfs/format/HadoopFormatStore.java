package io.heddle.hdfs.format;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.checkpoint.CheckpointWriter;
import io.heddle.hdfs.checkpoint.FileCheckpoint;
import io.heddle.hdfs.output.FormatOutput;
import io.heddle.hdfs.output.TextOutput;
import io.heddle.hdfs.text.WholeFiles;
import io.heddle.rdd.Pair;
import io.heddle.rdd.PortableDataStream;
import io.heddle.rdd.lineage.Checkpoint;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.lineage.Mapped;
import io.heddle.rdd.lineage.MappedPartitions;
import io.heddle.rdd.lineage.Origin;
import io.heddle.rdd.spi.FormatStore;
import io.heddle.rdd.spi.HadoopInput;
import io.heddle.rdd.spi.HadoopOutput;
import io.heddle.rdd.spi.OutputJob;
import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapred.SequenceFileInputFormat;
import org.apache.hadoop.mapred.SequenceFileOutputFormat;
import org.apache.hadoop.mapred.TextOutputFormat;
import org.apache.hadoop.mapreduce.lib.input.FixedLengthInputFormat;

/** The engine's {@link FormatStore}. Stateless. */
public final class HadoopFormatStore implements FormatStore {
  @Override
  public <K, V> Lineage<Pair<K, V>> read(Origin origin, HeddleConf conf, HadoopInput input) {
    return HadoopRecords.of(origin, conf, input);
  }

  @Override
  public <K, V> OutputJob<Pair<K, V>> write(HeddleConf conf, HadoopOutput output) {
    return FormatOutput.begin(conf, output, pairs -> pairs);
  }

  @Override
  public Lineage<Pair<String, PortableDataStream>> binaryFiles(
      Origin origin, HeddleConf conf, String path, int minPartitions) {
    return WholeFiles.at(origin, conf, path, minPartitions);
  }

  @Override
  public Lineage<Pair<String, String>> wholeTextFiles(
      Origin origin, HeddleConf conf, String path, int minPartitions) {
    return new Mapped<>(
        origin, WholeFiles.at(origin, conf, path, minPartitions), WholeFiles.asText(), false);
  }

  @Override
  public Lineage<byte[]> binaryRecords(
      Origin origin, HeddleConf conf, String path, int recordLength) {
    HadoopInput input =
        new HadoopInput(
            true,
            FixedLengthInputFormat.class.getName(),
            path,
            Map.of(FixedLengthInputFormat.FIXED_RECORD_LENGTH, String.valueOf(recordLength)),
            1);
    return new Mapped<Pair<LongWritable, BytesWritable>, byte[]>(
        origin, read(origin, conf, input), pair -> pair.value().copyBytes(), false);
  }

  @Override
  public <T> Lineage<T> objectFile(Origin origin, HeddleConf conf, String path, int minPartitions) {
    HadoopInput input =
        new HadoopInput(
            false, SequenceFileInputFormat.class.getName(), path, Map.of(), minPartitions);
    Lineage<Pair<NullWritable, BytesWritable>> batches = read(origin, conf, input);
    return new MappedPartitions<>(
        origin, batches, (index, pairs, task) -> ObjectBatches.read(pairs), false);
  }

  @Override
  public <T> OutputJob<T> saveAsObjectFile(HeddleConf conf, String path) {
    Map<String, String> settings = new HashMap<>();
    settings.put("mapred.output.format.class", SequenceFileOutputFormat.class.getName());
    settings.put("mapreduce.job.output.key.class", NullWritable.class.getName());
    settings.put("mapreduce.job.output.value.class", BytesWritable.class.getName());
    return FormatOutput.<T, NullWritable, BytesWritable>begin(
        conf, new HadoopOutput(false, path, settings), ObjectBatches::write);
  }

  @Override
  public <T> OutputJob<T> saveAsTextFile(HeddleConf conf, String path, String codec) {
    Map<String, String> settings = new HashMap<>();
    settings.put("mapred.output.format.class", TextOutputFormat.class.getName());
    settings.put("mapreduce.output.fileoutputformat.compress", "true");
    settings.put("mapreduce.output.fileoutputformat.compress.codec", codec);
    return FormatOutput.<T, NullWritable, Object>begin(
        conf, new HadoopOutput(false, path, settings), TextLines::of);
  }

  @Override
  public <T> OutputJob<T> saveCheckpoint(HeddleConf conf, String path) {
    return TextOutput.begin(conf, path, CheckpointWriter::new);
  }

  @Override
  public <T> Checkpoint<T> checkpoint(HeddleConf conf, String path) {
    return FileCheckpoint.at(conf, path);
  }
}
