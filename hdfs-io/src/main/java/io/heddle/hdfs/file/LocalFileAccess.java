package io.heddle.hdfs.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Local disks, by {@code java.nio} alone: Hadoop's classes are not loaded for it. */
final class LocalFileAccess implements FileAccess {
  private static final String SCHEME = "file:";

  @Override
  public String qualified(String path) {
    return SCHEME + toPath(path).toAbsolutePath().normalize();
  }

  @Override
  public List<FileEntry> find(String pathOrPattern) throws IOException {
    TreeSet<Path> found = new TreeSet<>();
    for (String pattern : PathPattern.expandBraces(withoutScheme(pathOrPattern))) {
      Path path = Path.of(pattern).toAbsolutePath().normalize();
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
      Pattern matching = PathPattern.ofName(name);
      for (Path child : children(at)) {
        if (matching.matcher(child.getFileName().toString()).matches()) {
          match(child, pattern, depth + 1, found);
        }
      }
    }
  }

  @Override
  public List<FileEntry> list(String directory) throws IOException {
    List<FileEntry> entries = new ArrayList<>();
    for (Path child : children(toPath(directory).toAbsolutePath().normalize())) {
      entries.add(entry(child));
    }
    return entries;
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    } catch (NoSuchFileException e) {
      throw notFound(directory.toString(), e);
    }
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
      throw notFound(path, e);
    }
    try {
      channel.position(offset);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
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
      throw new FileAlreadyExistsException(to);
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
    return new FileEntry(
        SCHEME + path,
        directory ? 0 : Files.size(path),
        directory,
        Files.getLastModifiedTime(path).toMillis(),
        List.of());
  }

  private static FileNotFoundException notFound(String path, NoSuchFileException e) {
    FileNotFoundException notFound = new FileNotFoundException(path);
    notFound.initCause(e);
    return notFound;
  }

  private static Path toPath(String path) {
    return Path.of(withoutScheme(path));
  }

  private static String withoutScheme(String path) {
    if (!path.startsWith(SCHEME)) {
      return path;
    }
    String rest = path.substring(SCHEME.length());
    // file://host/path and file:///path: the host can only be this one.
    return rest.startsWith("//") ? rest.substring(Math.max(2, rest.indexOf('/', 2))) : rest;
  }
}
