package io.heddle.hdfs;

import io.heddle.conf.HeddleConf;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * Local files that claim to lie in blocks of {@value #BLOCK} bytes on a small cluster: two replicas
 * each, on hosts h0 to h3; h0 and h1 are in rack /r0, the others in /r1. Reached as {@code
 * placed:/path}, so that it goes the way of HDFS.
 */
public final class PlacedFileSystem extends RawLocalFileSystem {
  public static final int BLOCK = 1000;

  /** Settings under which the scheme is known. */
  public static HeddleConf conf() {
    return HeddleConf.empty()
        .with("heddle.hadoop.fs.placed.impl", PlacedFileSystem.class.getName());
  }

  @Override
  public String getScheme() {
    return "placed";
  }

  @Override
  public URI getUri() {
    return URI.create("placed:///");
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return plain(super.getFileStatus(path));
  }

  @Override
  public FileStatus[] listStatus(Path path) throws IOException {
    return Arrays.stream(super.listStatus(path))
        .map(PlacedFileSystem::plain)
        .toArray(FileStatus[]::new);
  }

  /** Without permissions, which the superclass would look up by the scheme of local files. */
  private static FileStatus plain(FileStatus status) {
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        1,
        BLOCK,
        status.getModificationTime(),
        status.getPath());
  }

  @Override
  public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length)
      throws IOException {
    List<BlockLocation> blocks = new ArrayList<>();
    String name = file.getPath().getName();
    for (long offset = 0; offset < file.getLen(); offset += BLOCK) {
      int first = Math.floorMod(name.hashCode() + (int) (offset / BLOCK), 4);
      int second = (first + 1) % 4;
      blocks.add(
          new BlockLocation(
              new String[] {ip(first), ip(second)},
              new String[] {"h" + first, "h" + second},
              new String[] {rack(first) + "/" + ip(first), rack(second) + "/" + ip(second)},
              offset,
              Math.min(BLOCK, file.getLen() - offset)));
    }
    return blocks.toArray(new BlockLocation[0]);
  }

  private static String ip(int host) {
    return "10.0.0." + host + ":9866";
  }

  private static String rack(int host) {
    return host < 2 ? "/r0" : "/r1";
  }
}
