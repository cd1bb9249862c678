package io.heddle.hdfs.file;

import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.HadoopConf;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.UnsupportedFileSystemException;

/** Any file system of Hadoop's. */
final class HadoopFileAccess implements FileAccess {
  private final FileSystem fileSystem;

  HadoopFileAccess(FileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  /** The access for a path with a scheme, or for the default file system, which may be local. */
  static FileAccess of(String path, HeddleConf conf) throws IOException {
    Configuration configuration = HadoopConf.shared(conf);
    // A pattern's special characters are no URI, but what precedes them names the file system.
    String plain = PathPattern.plainPrefix(path);
    try {
      Path root = new Path(plain.isEmpty() ? "." : plain);
      boolean isDefault = root.toUri().getScheme() == null;
      if (isDefault && "file".equals(FileSystem.getDefaultUri(configuration).getScheme())) {
        return new LocalFileAccess();
      }
      return new HadoopFileAccess(root.getFileSystem(configuration));
    } catch (IllegalArgumentException | UnsupportedFileSystemException e) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "'" + path + "' is no path: " + e.getMessage(), e);
    }
  }

  @Override
  public String qualified(String path) {
    return fileSystem.makeQualified(new Path(path)).toString();
  }

  @Override
  public List<FileEntry> find(String pathOrPattern) throws IOException {
    FileStatus[] found = fileSystem.globStatus(new Path(pathOrPattern));
    if (found == null) {
      return List.of();
    }
    return Arrays.stream(found)
        .map(s -> entry(s, List.of()))
        .sorted(Comparator.comparing(FileEntry::path))
        .toList();
  }

  @Override
  public List<FileEntry> list(String directory) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    // Brings the blocks of a thousand files in one call.
    RemoteIterator<LocatedFileStatus> found = fileSystem.listLocatedStatus(new Path(directory));
    while (found.hasNext()) {
      LocatedFileStatus status = found.next();
      entries.add(
          entry(
              status,
              status.isDirectory()
                  ? List.of()
                  : BlockPlaces.of(status.getBlockLocations(), status.getLen())));
    }
    entries.sort(Comparator.comparing(FileEntry::path));
    return entries;
  }

  private static FileEntry entry(FileStatus status, List<BlockPlace> places) {
    return new FileEntry(
        status.getPath().toString(),
        status.isDirectory() ? 0 : status.getLen(),
        status.isDirectory(),
        status.getModificationTime() > 0 ? status.getModificationTime() : -1,
        places);
  }

  @Override
  public List<BlockPlace> places(FileEntry file) throws IOException {
    return file.knownPlaces().isEmpty() && file.length() > 0
        ? BlockPlaces.of(
            fileSystem.getFileBlockLocations(new Path(file.path()), 0, file.length()),
            file.length())
        : file.knownPlaces();
  }

  @Override
  public InputStream open(String path, long offset) throws IOException {
    FSDataInputStream in = fileSystem.open(new Path(path));
    try {
      in.seek(offset);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
    return in;
  }

  @Override
  public OutputStream create(String path) throws IOException {
    return new FlushedOutput(fileSystem.create(new Path(path), true));
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
    // Says false for what is not there.
    fileSystem.delete(new Path(path), true);
  }
}
