package io.heddle.hdfs.file;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.HadoopConf;
import io.heddle.rdd.lineage.HostLocation;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.fs.BlockLocation;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Any file system of Hadoop's. */
final class HadoopFileAccess implements FileAccess {
  private final FileSystem fileSystem;

  private HadoopFileAccess(FileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  static HadoopFileAccess of(String path, HeddleConf conf) throws IOException {
    // A pattern's special characters are no URI, but what precedes them names the file system.
    int special = 0;
    while (special < path.length() && "*?[{".indexOf(path.charAt(special)) < 0) {
      special++;
    }
    String plain = special == 0 ? "." : path.substring(0, special);
    return new HadoopFileAccess(new Path(plain).getFileSystem(HadoopConf.load(conf)));
  }

  @Override
  public List<FileEntry> find(String pathOrPattern) throws IOException {
    FileStatus[] found = fileSystem.globStatus(new Path(pathOrPattern));
    return found == null ? List.of() : entries(found);
  }

  @Override
  public List<FileEntry> list(String directory) throws IOException {
    return entries(fileSystem.listStatus(new Path(directory)));
  }

  private static List<FileEntry> entries(FileStatus[] found) {
    return Arrays.stream(found)
        .map(
            s ->
                new FileEntry(
                    s.getPath().toString(), s.isDirectory() ? 0 : s.getLen(), s.isDirectory()))
        .sorted(Comparator.comparing(FileEntry::path))
        .toList();
  }

  @Override
  public List<BlockPlace> places(FileEntry file) throws IOException {
    List<BlockPlace> places = new ArrayList<>();
    for (BlockLocation block :
        fileSystem.getFileBlockLocations(new Path(file.path()), 0, file.length())) {
      // The last block may say more than the file holds while somebody writes to it.
      long length = Math.min(block.getLength(), file.length() - block.getOffset());
      if (length > 0) {
        places.add(new BlockPlace(block.getOffset(), length, hosts(block)));
      }
    }
    return places;
  }

  private static List<HostLocation> hosts(BlockLocation block) throws IOException {
    String[] hosts = block.getHosts();
    String[] topology = block.getTopologyPaths();
    List<HostLocation> locations = new ArrayList<>(hosts.length);
    for (int i = 0; i < hosts.length; i++) {
      if (!hosts[i].equals("localhost") || hosts.length > 1) {
        locations.add(new HostLocation(hosts[i], i < topology.length ? rack(topology[i]) : ""));
      }
    }
    return locations;
  }

  /** {@code /rack1/10.0.0.1:9866} lies in {@code /rack1}. */
  private static String rack(String topologyPath) {
    int slash = topologyPath.lastIndexOf('/');
    return slash <= 0 ? "" : topologyPath.substring(0, slash);
  }

  @Override
  public InputStream open(String path, long offset) throws IOException {
    FSDataInputStream in = fileSystem.open(new Path(path));
    try {
      in.seek(offset);
    } catch (IOException e) {
      in.close();
      throw e;
    }
    return in;
  }

  @Override
  public OutputStream create(String path) throws IOException {
    return fileSystem.create(new Path(path), true);
  }

  @Override
  public boolean exists(String path) throws IOException {
    return fileSystem.exists(new Path(path));
  }

  @Override
  public void makeDirectories(String path) throws IOException {
    if (!fileSystem.mkdirs(new Path(path))) {
      throw new IOException("the directory '" + path + "' could not be made");
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    if (!fileSystem.rename(new Path(from), new Path(to))) {
      throw new IOException("'" + from + "' could not be moved to '" + to + "'");
    }
  }

  @Override
  public void delete(String path) throws IOException {
    try {
      fileSystem.delete(new Path(path), true);
    } catch (FileNotFoundException e) {
      // Gone already, which is what was wanted.
      return;
    }
  }
}
