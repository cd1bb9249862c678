package io.heddle.hdfs.text;

import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.file.FileAccess;
import io.heddle.hdfs.file.FileEntry;
import io.heddle.hdfs.file.FileErrors;
import io.heddle.hdfs.file.PathPattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Finds the files that an input path means, in the order of the paths given and by name below each.
 *
 * <p>A directory stands for the files directly in it. A directory within it is an error, as a
 * forgotten level would otherwise be silently left out; the two Hadoop settings {@value #RECURSIVE}
 * and {@value #IGNORE_DIRECTORIES} (as {@code heddle.hadoop.*}) read or skip it instead. What a
 * directory or a wildcard gives is left out when its name starts with {@code _} or {@code .}; a
 * path written out is read whatever its name.
 */
final class InputFiles {
  private static final String PREFIX = "mapreduce.input.fileinputformat.input.dir.";
  static final String RECURSIVE = PREFIX + "recursive";
  static final String IGNORE_DIRECTORIES = PREFIX + "nonrecursive.ignore.subdirs";

  /** Opens the file system of a path. */
  interface AccessByPath {
    FileAccess of(String path) throws IOException;
  }

  private final AccessByPath accesses;
  private final boolean recursive;
  private final boolean ignoreDirectories;
  private final List<FileEntry> files = new ArrayList<>();

  private InputFiles(AccessByPath accesses, HeddleConf conf) {
    this.accesses = accesses;
    this.recursive = flag(conf, RECURSIVE);
    this.ignoreDirectories = flag(conf, IGNORE_DIRECTORIES);
  }

  private static boolean flag(HeddleConf conf, String key) {
    return Boolean.parseBoolean(conf.asMap().get(HeddleConf.HADOOP_PREFIX + key));
  }

  /**
   * @param paths one path or pattern, or several with commas between
   * @throws HeddleException INPUT_NOT_FOUND, BAD_ARGUMENT or HDFS_FAILED
   */
  static List<FileEntry> find(String paths, AccessByPath accesses, HeddleConf conf) {
    InputFiles found = new InputFiles(accesses, conf);
    List<String> parts = PathPattern.splitList(paths);
    if (parts.isEmpty()) {
      throw new HeddleException(ErrorCode.BAD_ARGUMENT, "the input path is empty");
    }
    parts.forEach(found::addPath);
    return found.files;
  }

  private void addPath(String path) {
    try {
      FileAccess access = accesses.of(path);
      boolean wildcard = PathPattern.isPattern(path.substring(path.lastIndexOf('/') + 1));
      List<FileEntry> found =
          access.find(path).stream().filter(entry -> !(wildcard && entry.hidden())).toList();
      if (found.isEmpty()) {
        throw new HeddleException(
            ErrorCode.INPUT_NOT_FOUND,
            PathPattern.isPattern(path)
                ? "nothing matches '" + path + "'"
                : "'" + path + "' does not exist" + where(access.qualified(path), path));
      }
      for (FileEntry entry : found) {
        if (entry.directory()) {
          addFilesOf(entry, access);
        } else {
          files.add(entry);
        }
      }
    } catch (IOException e) {
      throw FileErrors.unreadable(path, e);
    } catch (PatternSyntaxException e) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "'" + path + "' is no pattern: " + e.getDescription(), e);
    }
  }

  /** A path without a scheme may be taken for one of this machine. */
  private static String where(String qualified, String path) {
    boolean plain = qualified.startsWith("file:") || qualified.equals(path);
    return plain ? "" : " (" + qualified + ")";
  }

  private void addFilesOf(FileEntry directory, FileAccess access) throws IOException {
    for (FileEntry child : access.list(directory.path())) {
      if (child.hidden()) {
        continue;
      }
      if (!child.directory()) {
        files.add(child);
      } else if (recursive) {
        addFilesOf(child, access);
      } else if (!ignoreDirectories) {
        throw new HeddleException(
            ErrorCode.BAD_ARGUMENT,
            "'%s' holds the directory '%s'; name '%s/*' to read the level below, or set %s%s=true"
                .formatted(
                    directory.path(),
                    child.name(),
                    directory.path(),
                    HeddleConf.HADOOP_PREFIX,
                    RECURSIVE));
      }
    }
  }
}
