package io.heddle.hdfs.file;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says what a file system's exception means for the user. */
public final class FileErrors {
  private FileErrors() {}

  /** INPUT_NOT_FOUND when the file is not there, else as {@link #failed}. */
  public static HeddleException unreadable(String path, IOException e) {
    if (e instanceof FileNotFoundException || e instanceof NoSuchFileException) {
      return new HeddleException(ErrorCode.INPUT_NOT_FOUND, "'" + path + "' does not exist", e);
    }
    return failed("read", path, e);
  }

  /**
   * HDFS_FAILED with the path and the reason.
   *
   * @param verb what could not be done: {@code write}
   */
  public static HeddleException failed(String verb, String path, IOException e) {
    return new HeddleException(
        ErrorCode.HDFS_FAILED, "cannot " + verb + " '" + path + "': " + reason(e), e);
  }

  private static String reason(IOException e) {
    // Hadoop's own exception goes by name: this class must not load Hadoop's for local files.
    boolean denied =
        e instanceof AccessDeniedException
            || e.getClass().getSimpleName().equals("AccessControlException");
    String told =
        e instanceof FileSystemException local && local.getReason() != null
            ? local.getReason()
            : e.getMessage() == null ? e.getClass().getSimpleName() : firstLine(e.getMessage());
    return denied ? "permission denied (" + told + ")" : told;
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
