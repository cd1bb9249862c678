package io.heddle.client.demo;

import io.heddle.am.launch.HadoopFiles;
import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.monitoring.text.Human;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The demo's files in HDFS. */
final class DemoFiles implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final long LEAST_BLOCK = 1 << 20;

  private final FileSystem fs;
  private final int nodes;

  private DemoFiles(FileSystem fs, int nodes) {
    this.fs = fs;
    this.nodes = nodes;
  }

  static DemoFiles on(java.nio.file.Path confDir, int nodes) {
    Configuration hadoop = HadoopFiles.load(List.of(confDir), HeddleConf.empty());
    try {
      return new DemoFiles(FileSystem.newInstance(hadoop), nodes);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /**
   * Copies files, in blocks small enough that all nodes get some of a large one.
   *
   * @return for people: which nodes hold how many blocks
   */
  List<String> put(List<java.nio.file.Path> files, String directory) {
    Map<String, Integer> blocks = new TreeMap<>();
    try {
      int number = 0;
      for (java.nio.file.Path file : files) {
        Path target = new Path(directory, number++ + "-" + file.getFileName());
        long size = Files.size(file);
        try (FSDataOutputStream out =
            fs.create(target, false, BUFFER, (short) 1, blockSize(size))) {
          Files.copy(file, out);
        }
        FileStatus status = fs.getFileStatus(target);
        for (BlockLocation block : fs.getFileBlockLocations(status, 0, size)) {
          String[] hosts = block.getHosts();
          String[] paths = block.getTopologyPaths();
          for (int i = 0; i < hosts.length; i++) {
            // A topology path ends in the address of the transfer port, not in the node's name.
            String place = paths[i].substring(0, paths[i].lastIndexOf('/') + 1) + hosts[i];
            blocks.merge(place, 1, Integer::sum);
          }
        }
      }
    } catch (IOException e) {
      throw failed(e);
    }
    List<String> lines = new ArrayList<>();
    blocks.forEach((place, count) -> lines.add(place + " holds " + Human.counted(count, "block")));
    return lines;
  }

  /** A quarter of a node's share, so that there is something to schedule. */
  private long blockSize(long size) {
    long wanted = Math.min(128L << 20, Math.max(LEAST_BLOCK, size / (nodes * 4L)));
    return (wanted + LEAST_BLOCK - 1) / LEAST_BLOCK * LEAST_BLOCK;
  }

  /** An output file. */
  interface Part {
    InputStream open() throws IOException;
  }

  /** The files of an output directory, by name. */
  List<Part> parts(String directory) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (FileStatus status : fs.listStatus(new Path(directory))) {
      Path path = status.getPath();
      if (path.getName().startsWith("part-")) {
        parts.add(() -> fs.open(path));
      }
    }
    return parts;
  }

  private static HeddleException failed(IOException e) {
    return new HeddleException(
        ErrorCode.HDFS_FAILED, "HDFS of the embedded cluster: " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      fs.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
