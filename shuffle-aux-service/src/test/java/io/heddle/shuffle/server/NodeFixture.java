package io.heddle.shuffle.server;

import io.heddle.shuffle.client.BlockAddress;
import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.file.MapOutputWriter;
import io.heddle.shuffle.file.ShuffleDirectories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A node with two local directories and a shuffle server, and map outputs of known content. */
public final class NodeFixture implements AutoCloseable {
  public static final String HOST = "127.0.0.1";
  public static final String APP = "application_1700000000000_0001";
  public static final String USER = "ann";
  public static final byte[] SECRET = secret(1);

  private final List<Path> localDirs;
  private ShuffleServer server;

  public NodeFixture(Path root) throws IOException {
    this(root, new ShuffleServerOptions());
  }

  public NodeFixture(Path root, ShuffleServerOptions options) throws IOException {
    this.localDirs = List.of(root.resolve("disk1"), root.resolve("disk2"));
    start(options, 0);
    server.registerApplication(APP, USER, SECRET);
  }

  private void start(ShuffleServerOptions options, int port) throws IOException {
    server = new ShuffleServer(localDirs, options.threads(2));
    server.start(HOST, port);
  }

  /** Another server process, as far as clients can see, on the same port. */
  public void restart() throws IOException {
    int port = server.port();
    server.close();
    start(new ShuffleServerOptions(), port);
    server.registerApplication(APP, USER, SECRET);
  }

  public ShuffleServer server() {
    return server;
  }

  public int port() {
    return server.port();
  }

  public static byte[] secret(int seed) {
    byte[] secret = new byte[32];
    new Random(seed).nextBytes(secret);
    return secret;
  }

  public ShuffleDirectories directories(String app) {
    return ShuffleDirectories.ofNodeManager(localDirs, USER, app);
  }

  /** Writes an output of the first application. */
  public void write(MapOutputId id, byte[]... partitions) throws IOException {
    write(APP, id, partitions);
  }

  public void write(String app, MapOutputId id, byte[]... partitions) throws IOException {
    try (MapOutputWriter writer = directories(app).create(id, partitions.length)) {
      for (byte[] partition : partitions) {
        writer.write(partition, 0, partition.length);
        writer.finishPartition();
      }
      writer.commit();
    }
  }

  public Path dataFile(MapOutputId id) throws IOException {
    return directories(APP).open(id).segment(0, 1).file();
  }

  /** One block for each of {@code maps} outputs of shuffle 0, of as many bytes as told. */
  public List<BlockAddress> writeBlocks(int maps, int bytes) throws IOException {
    List<BlockAddress> blocks = new ArrayList<>();
    for (int map = 0; map < maps; map++) {
      MapOutputId id = new MapOutputId(0, map, 0);
      write(id, content(id, bytes));
      blocks.add(block(id, 0, 1, bytes));
    }
    return blocks;
  }

  /** What {@link #writeBlocks} wrote for an output. */
  public static byte[] content(MapOutputId id, int bytes) {
    byte[] content = new byte[bytes];
    new Random(id.hashCode()).nextBytes(content);
    return content;
  }

  public BlockAddress block(MapOutputId id, int start, int end, long bytes) {
    return new BlockAddress(HOST, port(), id, start, end, bytes);
  }

  /** The same blocks through another port, such as a proxy's. */
  public static List<BlockAddress> via(int port, List<BlockAddress> blocks) {
    BlockAddress[] moved = new BlockAddress[blocks.size()];
    Arrays.setAll(
        moved,
        i -> {
          BlockAddress block = blocks.get(i);
          return new BlockAddress(
              HOST,
              port,
              block.id(),
              block.startPartition(),
              block.endPartition(),
              block.expectedBytes());
        });
    return List.of(moved);
  }

  @Override
  public void close() {
    server.close();
  }
}
