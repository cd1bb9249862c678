package io.heddle.am.launch;

import java.util.Objects;

/**
 * A file in HDFS that containers get.
 *
 * @param link its name in the working directory
 * @param uri qualified
 * @param bytes its length, and
 * @param modifiedMillis its modification time, by which YARN recognises it
 * @param kind whether it is unpacked
 * @param sharing who else on a node uses the same copy
 */
public record StagedFile(
    String link, String uri, long bytes, long modifiedMillis, Kind kind, Sharing sharing) {
  public StagedFile {
    Objects.requireNonNull(link);
    Objects.requireNonNull(uri);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(sharing);
  }

  /** What a NodeManager does with it. */
  public enum Kind {
    FILE,
    /** Unpacked into a directory named by the link. */
    ARCHIVE
  }

  /** Who shares the copy that a NodeManager keeps. */
  public enum Sharing {
    /** All users. */
    PUBLIC,
    /** All applications of the user. */
    PRIVATE
  }
}
