package io.heddle.hdfs.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Local disks, by {@code java.nio} alone: Hadoop's classes are not loaded for it. */
final class LocalFileAccess implements FileAccess {

  @Override
  public List<FileEntry> find(String pathOrPattern) throws IOException {
    String text = withoutScheme(pathOrPattern);
    if (Files.exists(Path.of(text)) || !PathPattern.isPattern(text)) {
      Path path = toPath(pathOrPattern);
      return Files.exists(path) ? List.of(entry(path)) : List.of();
    }
    TreeSet<Path> found = new TreeSet<>();
    for (String pattern : PathPattern.expandBraces(text)) {
      Path path = Path.of(pattern).toAbsolutePath();
      match(path.getRoot(), path, 0, found);
    }
    List<FileEntry> entries = new ArrayList<>();
    for (Path path : found) {
      entries.add(entry(path));
    }
    return entries;
  }

  /** Goes down one name of the pattern at a time, listing only directories that can match. */
  private static void match(Path at, Path pattern, int depth, TreeSet<Path> found)
      throws IOException {
    if (depth == pattern.getNameCount()) {
      found.add(at);
      return;
    }
    String name = pattern.getName(depth).toString();
    if (!PathPattern.isPattern(name)) {
      Path next = at.resolve(name);
      if (Files.exists(next)) {
        match(next, pattern, depth + 1, found);
      }
      return;
    }
    if (Files.isDirectory(at)) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name);
      try (DirectoryStream<Path> children =
          Files.newDirectoryStream(at, child -> matcher.matches(child.getFileName()))) {
        for (Path child : children) {
          match(child, pattern, depth + 1, found);
        }
      }
    }
  }

  @Override
  public List<FileEntry> list(String directory) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    try (Stream<Path> children = Files.list(toPath(directory))) {
      for (Path child : children.sorted().toList()) {
        entries.add(entry(child));
      }
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(directory);
    }
    return entries;
  }

  @Override
  public List<BlockPlace> places(FileEntry file) {
    return file.length() == 0 ? List.of() : List.of(new BlockPlace(0, file.length(), List.of()));
  }

  @Override
  public InputStream open(String path, long offset) throws IOException {
    FileChannel channel;
    try {
      channel = FileChannel.open(toPath(path), StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      throw new FileNotFoundException(path);
    }
    channel.position(offset);
    return Channels.newInputStream(channel);
  }

  @Override
  public OutputStream create(String path) throws IOException {
    Path file = toPath(path);
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    return Files.newOutputStream(file);
  }

  @Override
  public boolean exists(String path) {
    return Files.exists(toPath(path));
  }

  @Override
  public void makeDirectories(String path) throws IOException {
    Files.createDirectories(toPath(path));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Path target = toPath(to);
    if (Files.exists(target)) {
      throw new java.nio.file.FileAlreadyExistsException(to);
    }
    Files.move(toPath(from), target, StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String path) throws IOException {
    Path root = toPath(path);
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }

  private static FileEntry entry(Path path) throws IOException {
    boolean directory = Files.isDirectory(path);
    return new FileEntry(path.toString(), directory ? 0 : Files.size(path), directory);
  }

  private static Path toPath(String path) {
    return Path.of(withoutScheme(path));
  }

  private static String withoutScheme(String path) {
    if (!path.startsWith("file:")) {
      return path;
    }
    // A pattern is no URI, so the text is cut rather than parsed; escapes are honoured in plain
    // URIs.
    String rest = path.substring("file:".length());
    String bare = rest.startsWith("//") ? rest.substring(rest.indexOf('/', 2)) : rest;
    return bare.indexOf('%') >= 0 && !PathPattern.isPattern(bare)
        ? URI.create("file://" + bare).getPath()
        : bare;
  }
}
