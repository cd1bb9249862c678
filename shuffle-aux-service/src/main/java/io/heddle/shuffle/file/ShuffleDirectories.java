package io.heddle.shuffle.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * Where the map outputs of one application live among its local directories: {@code
 * <appLocalDir>/heddle-shuffle/<shuffleId>/<mapId>-<attempt>.data} and {@code .index}, both in the
 * same directory.
 *
 * <p>The id's hash picks the directory; when that cannot be written, the next ones are tried. A
 * reader looks in the picked directory first and then in the others, because the list that a
 * container is given shrinks when a disk goes bad. Immutable; safe for any thread.
 */
public final class ShuffleDirectories {
  /** The name of the directory, in an application's local directory, that holds its outputs. */
  public static final String SUBDIRECTORY = "heddle-shuffle";

  private final List<Path> roots;

  private ShuffleDirectories(List<Path> appLocalDirs) {
    if (appLocalDirs.isEmpty()) {
      throw new IllegalArgumentException("no local directory");
    }
    List<Path> all = new ArrayList<>();
    for (Path dir : appLocalDirs) {
      all.add(dir.resolve(SUBDIRECTORY));
    }
    this.roots = Collections.unmodifiableList(all);
  }

  /** Among the application's own local directories; at least one. */
  public static ShuffleDirectories of(List<Path> appLocalDirs) {
    return new ShuffleDirectories(appLocalDirs);
  }

  /**
   * From the value of the variable {@code LOCAL_DIRS} that YARN sets for a container.
   *
   * @param localDirs paths separated by commas; at least one
   */
  public static ShuffleDirectories ofContainer(String localDirs) {
    List<Path> dirs = new ArrayList<>();
    for (String dir : localDirs.split(",", -1)) {
      if (!dir.trim().isEmpty()) {
        dirs.add(Paths.get(dir.trim()));
      }
    }
    return new ShuffleDirectories(dirs);
  }

  /**
   * The same directories as seen from the NodeManager: {@code
   * <nmLocalDir>/usercache/<user>/appcache/<applicationId>}.
   *
   * @throws IllegalArgumentException when user or application id is not a plain file name
   */
  public static ShuffleDirectories ofNodeManager(
      List<Path> nmLocalDirs, String user, String applicationId) {
    List<Path> dirs = new ArrayList<>();
    for (Path dir : nmLocalDirs) {
      dirs.add(
          dir.resolve("usercache")
              .resolve(plainName(user))
              .resolve("appcache")
              .resolve(plainName(applicationId)));
    }
    return new ShuffleDirectories(dirs);
  }

  /** Where an output of this id is written when all directories are good. */
  public Path directory(MapOutputId id) {
    return directory(id, 0);
  }

  private Path directory(MapOutputId id, int shift) {
    int picked = Math.floorMod(id.placementHash(), roots.size());
    Path root = roots.get((picked + shift) % roots.size());
    return root.resolve(Integer.toString(id.shuffleId()));
  }

  /**
   * Starts writing an output in its directory, or in another one when that cannot be written, now
   * or later.
   *
   * @throws LocalDiskException when no directory can be written
   */
  public MapOutputWriter create(MapOutputId id, int partitions) throws IOException {
    return create(id, partitions, MapOutputWriter::createFile);
  }

  MapOutputWriter create(MapOutputId id, int partitions, MapOutputWriter.Opener opener)
      throws IOException {
    StringBuilder tried = new StringBuilder();
    IOException first = null;
    List<Path> directories = new ArrayList<>();
    for (int shift = 0; shift < roots.size(); shift++) {
      directories.add(directory(id, shift));
    }
    Iterator<Path> left = directories.iterator();
    while (left.hasNext()) {
      Path directory = left.next();
      try {
        return MapOutputWriter.create(directory, left, id, partitions, opener);
      } catch (IOException e) {
        first = first == null ? e : first;
        tried.append(tried.length() == 0 ? "" : "; ").append(directory).append(": ");
        tried.append(e.getMessage());
      }
    }
    throw new LocalDiskException(
        "no local directory can take map output " + id + ": " + tried, first);
  }

  /**
   * Finds an output.
   *
   * @throws NoSuchFileException when it is in no directory
   * @throws CorruptMapOutputException when it is damaged where it was found
   */
  public MapOutputFile open(MapOutputId id) throws IOException {
    IOException failure = null;
    for (int shift = 0; shift < roots.size(); shift++) {
      try {
        return MapOutputFile.open(directory(id, shift), id);
      } catch (NoSuchFileException e) {
        continue;
      } catch (IOException e) {
        failure = e; // a whole copy elsewhere is better than this one
      }
    }
    if (failure != null) {
      throw failure;
    }
    throw new NoSuchFileException(directory(id).resolve(id.indexFileName()).toString());
  }

  /** Removes all outputs of a shuffle, committed or not. Does nothing when there are none. */
  public void removeShuffle(int shuffleId) throws IOException {
    IOException failure = null;
    for (Path root : roots) {
      Path directory = root.resolve(Integer.toString(shuffleId));
      if (!Files.isDirectory(directory)) {
        continue;
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
        Files.deleteIfExists(directory);
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static String plainName(String name) {
    if (name.isEmpty()
        || name.equals(".")
        || name.equals("..")
        || name.indexOf('/') >= 0
        || name.indexOf('\\') >= 0
        || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not a plain name: '" + name + "'");
    }
    return name;
  }
}
