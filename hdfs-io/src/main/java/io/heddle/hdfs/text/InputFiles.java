package io.heddle.hdfs.text;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.file.FileAccess;
import io.heddle.hdfs.file.FileEntry;
import io.heddle.hdfs.file.PathPattern;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the files that an input path means. Of a directory the files directly in it count, but for
 * those whose names start with {@code _} or {@code .}; directories within it are an error, as a
 * forgotten level would otherwise be silently left out.
 */
final class InputFiles {
  /** Opens the file system of a path. */
  interface AccessByPath {
    FileAccess of(String path) throws IOException;
  }

  private InputFiles() {}

  /**
   * @param paths one path or pattern, or several with commas between
   * @throws HeddleException INPUT_NOT_FOUND, BAD_ARGUMENT or HDFS_FAILED
   */
  static List<FileEntry> find(String paths, AccessByPath accesses) {
    List<FileEntry> files = new ArrayList<>();
    List<String> parts = PathPattern.splitList(paths);
    if (parts.isEmpty()) {
      throw new HeddleException(ErrorCode.BAD_ARGUMENT, "the input path is empty");
    }
    for (String path : parts) {
      try {
        FileAccess access = accesses.of(path);
        List<FileEntry> found = access.find(path);
        if (found.isEmpty()) {
          throw new HeddleException(ErrorCode.INPUT_NOT_FOUND, "nothing is at '" + path + "'");
        }
        for (FileEntry entry : found) {
          if (entry.directory()) {
            addFilesOf(entry, access, files);
          } else {
            files.add(entry);
          }
        }
      } catch (IOException e) {
        throw new HeddleException(
            ErrorCode.HDFS_FAILED, "'" + path + "' cannot be listed: " + e.getMessage(), e);
      }
    }
    return files;
  }

  private static void addFilesOf(FileEntry directory, FileAccess access, List<FileEntry> files)
      throws IOException {
    for (FileEntry child : access.list(directory.path())) {
      if (child.name().startsWith("_") || child.name().startsWith(".")) {
        continue;
      }
      if (child.directory()) {
        throw new HeddleException(
            ErrorCode.BAD_ARGUMENT,
            "'"
                + directory.path()
                + "' holds the directory '"
                + child.name()
                + "'; name '"
                + directory.path()
                + "/*' to read the level below");
      }
      files.add(child);
    }
  }
}
