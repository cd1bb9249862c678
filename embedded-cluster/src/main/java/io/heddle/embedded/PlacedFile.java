package io.heddle.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** Writes a file whose every block lies on chosen nodes. */
final class PlacedFile {
  private static final int BUFFER = 64 << 10;

  private final DistributedFileSystem fileSystem;
  private final ClusterSettings settings;
  private final IntFunction<InetSocketAddress> dataNode;

  /**
   * @param dataNode the address that a node's DataNode has registered with
   */
  PlacedFile(
      DistributedFileSystem fileSystem,
      ClusterSettings settings,
      IntFunction<InetSocketAddress> dataNode) {
    this.fileSystem = fileSystem;
    this.settings = settings;
    this.dataNode = dataNode;
  }

  /** As {@link EmbeddedCluster#writeFile}. */
  void write(Path path, byte[] content, int blockSize, List<List<Integer>> nodesByBlock)
      throws IOException {
    int blocks = Math.max(1, (int) ((content.length + (long) blockSize - 1) / blockSize));
    for (int block = 0; block < blocks; block++) {
      List<Integer> nodes = nodesByBlock.get(block % nodesByBlock.size());
      InetSocketAddress[] favoured =
          nodes.stream().map(dataNode::apply).toArray(InetSocketAddress[]::new);
      int from = block * blockSize;
      int length = Math.min(blockSize, content.length - from);
      try (FSDataOutputStream out =
          block == 0
              ? fileSystem.create(
                  path,
                  FsPermission.getFileDefault(),
                  true,
                  BUFFER,
                  (short) nodes.size(),
                  blockSize,
                  null,
                  favoured)
              : fileSystem.append(
                  path,
                  EnumSet.of(CreateFlag.APPEND, CreateFlag.NEW_BLOCK),
                  BUFFER,
                  null,
                  favoured)) {
        out.write(content, from, length);
      }
    }
    verify(path, nodesByBlock);
  }

  /** The NameNode takes favoured nodes as a wish; a test that counts localities needs to know. */
  private void verify(Path path, List<List<Integer>> nodesByBlock) throws IOException {
    BlockLocation[] locations =
        fileSystem.getFileBlockLocations(path, 0, fileSystem.getFileStatus(path).getLen());
    for (int block = 0; block < locations.length; block++) {
      Set<String> wanted = new TreeSet<>();
      nodesByBlock
          .get(block % nodesByBlock.size())
          .forEach(node -> wanted.add(settings.host(node)));
      Set<String> actual = new TreeSet<>(Arrays.asList(locations[block].getHosts()));
      if (!actual.equals(wanted)) {
        throw new IOException(
            "block " + block + " of " + path + " lies on " + actual + ", wanted on " + wanted);
      }
    }
  }
}
