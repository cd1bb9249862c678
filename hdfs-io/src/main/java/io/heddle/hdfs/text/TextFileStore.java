package io.heddle.hdfs.text;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.format.HadoopFormatStore;
import io.heddle.hdfs.output.TextOutput;
import io.heddle.rdd.lineage.Lineage;
import io.heddle.rdd.spi.FileStore;
import io.heddle.rdd.spi.FormatStore;
import io.heddle.rdd.spi.OutputJob;

/** The engine's {@link FileStore}. Stateless. */
public final class TextFileStore implements FileStore {
  @Override
  public Lineage<String> textFile(
      int nodeId, String callSite, HeddleConf conf, String path, int minPartitions) {
    return TextFiles.at(nodeId, callSite, conf, path, minPartitions);
  }

  @Override
  public <T> OutputJob<T> saveAsTextFile(HeddleConf conf, String path) {
    return TextOutput.begin(conf, path);
  }

  @Override
  public boolean isWrittenBefore(HeddleConf conf, String path) {
    return TextOutput.isWrittenBefore(conf, path);
  }

  @Override
  public FormatStore formats() {
    return new HadoopFormatStore();
  }
}
