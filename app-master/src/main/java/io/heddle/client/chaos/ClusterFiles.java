package io.heddle.client.chaos;

import io.heddle.am.launch.HadoopFiles;
import io.heddle.conf.HeddleConf;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The cluster's HDFS. */
final class ClusterFiles implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  /** Small, so that a job has many tasks. */
  private static final long BLOCK = 8L << 20;

  private static final short REPLICATION = 2;

  private final FileSystem fs;

  private ClusterFiles(FileSystem fs) {
    this.fs = fs;
  }

  static ClusterFiles of(java.nio.file.Path confDir) throws IOException {
    Configuration hadoop = HadoopFiles.load(List.of(confDir), HeddleConf.empty());
    return new ClusterFiles(FileSystem.newInstance(hadoop));
  }

  /** Creates a text file. */
  Writer write(String path) throws IOException {
    return new BufferedWriter(
        new OutputStreamWriter(
            fs.create(new Path(path), true, BUFFER, REPLICATION, BLOCK), StandardCharsets.UTF_8),
        BUFFER);
  }

  /** Takes a line. */
  interface LineSink {
    void accept(String line) throws IOException;
  }

  /** Reads all lines of an output, in the order of its files. */
  void readOutput(String directory, LineSink sink) throws IOException {
    List<Path> parts = new ArrayList<>();
    for (FileStatus status : fs.listStatus(new Path(directory))) {
      if (status.getPath().getName().startsWith("part-")) {
        parts.add(status.getPath());
      }
    }
    if (!fs.exists(new Path(directory, "_SUCCESS"))) {
      throw new IOException(directory + " has no _SUCCESS");
    }
    parts.sort(null);
    for (Path part : parts) {
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(fs.open(part, BUFFER), StandardCharsets.UTF_8), BUFFER)) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          sink.accept(line);
        }
      }
    }
  }

  void delete(String path) throws IOException {
    fs.delete(new Path(path), true);
  }

  @Override
  public void close() throws IOException {
    fs.close();
  }
}
