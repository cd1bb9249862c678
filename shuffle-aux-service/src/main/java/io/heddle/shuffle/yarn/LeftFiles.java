package io.heddle.shuffle.yarn;

import io.heddle.shuffle.file.ShuffleDirectories;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds and removes map outputs that applications left under the NodeManager's local directories:
 * {@code <dir>/usercache/<user>/appcache/<application>/heddle-shuffle}. Links are not followed, and
 * what cannot be removed is reported in the log and stays. Immutable; safe for all threads.
 */
final class LeftFiles {
  private static final Logger LOG = LoggerFactory.getLogger(LeftFiles.class);
  private static final String APPLICATIONS = "application_*";

  private final List<Path> localDirs;

  LeftFiles(List<Path> localDirs) {
    this.localDirs = localDirs;
  }

  /** Removes the map outputs of an application that has ended. */
  void removeOf(String applicationId) {
    for (Path outputs : find(applicationId)) {
      remove(outputs);
    }
  }

  /**
   * Removes map outputs of applications that are not known and whose directories have not changed
   * for some time. An application whose registration was lost may be running all the same, and is
   * not to lose what it has just written.
   *
   * @param known says of an application's id whether it is registered
   * @param unchangedSinceMillis since the epoch
   */
  void removeOrphans(Predicate<String> known, long unchangedSinceMillis) {
    for (Path outputs : find(APPLICATIONS)) {
      Path application = outputs.getParent();
      if (known.test(application.getFileName().toString())
          || changedMillis(outputs) > unchangedSinceMillis) {
        continue;
      }
      LOG.info("removes {}, which an application left that is not known any more", outputs);
      remove(outputs);
      try {
        Files.delete(application);
      } catch (IOException e) {
        LOG.debug("there is more in {}: {}", application, e.toString());
      }
    }
  }

  /**
   * @param application an id, or a pattern of ids
   */
  private List<Path> find(String application) {
    List<Path> found = new ArrayList<>();
    for (Path localDir : localDirs) {
      for (Path user : list(localDir.resolve("usercache"), "*")) {
        for (Path directory : list(user.resolve("appcache"), application)) {
          Path outputs = directory.resolve(ShuffleDirectories.SUBDIRECTORY);
          if (Files.isDirectory(outputs, LinkOption.NOFOLLOW_LINKS)) {
            found.add(outputs);
          }
        }
      }
    }
    return found;
  }

  private static List<Path> list(Path directory, String pattern) {
    List<Path> entries = new ArrayList<>();
    if (Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, pattern)) {
        stream.forEach(entries::add);
      } catch (IOException | DirectoryIteratorException e) {
        LOG.warn("cannot look for map outputs in {}: {}", directory, e.toString());
      }
    }
    return entries;
  }

  /** When a file was last added to any shuffle; now, where that cannot be seen. */
  private static long changedMillis(Path outputs) {
    try {
      long latest = Files.getLastModifiedTime(outputs).toMillis();
      for (Path shuffle : list(outputs, "*")) {
        latest = Math.max(latest, Files.getLastModifiedTime(shuffle).toMillis());
      }
      return latest;
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  private static void remove(Path directory) {
    try {
      Files.walkFileTree(directory, new Deletion());
    } catch (IOException e) {
      LOG.warn("{} cannot be removed: {}", directory, e.toString());
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      return FileVisitResult.CONTINUE; // YARN removes the same files, and was first
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
