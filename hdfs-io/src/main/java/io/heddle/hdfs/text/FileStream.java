package io.heddle.hdfs.text;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.file.FileAccess;
import io.heddle.rdd.PortableDataStream;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * A file by its path, with what is needed to open it anywhere.
 *
 * @param hadoop the application's {@code heddle.hadoop.*} settings, without that prefix
 */
record FileStream(String path, Map<String, String> hadoop) implements PortableDataStream {
  @Override
  public DataInputStream open() throws IOException {
    return new DataInputStream(new BufferedInputStream(FileAccess.of(path, conf()).open(path, 0)));
  }

  @Override
  public byte[] toArray() throws IOException {
    return FileAccess.of(path, conf()).read(path);
  }

  private HeddleConf conf() {
    Map<String, String> settings = new HashMap<>();
    hadoop.forEach((key, value) -> settings.put(HeddleConf.HADOOP_PREFIX + key, value));
    return HeddleConf.of(settings);
  }

  @Override
  public String getPath() {
    return path;
  }

  @Override
  public String toString() {
    return path;
  }
}
