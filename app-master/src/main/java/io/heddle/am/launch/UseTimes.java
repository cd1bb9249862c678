package io.heddle.am.launch;

import java.io.IOException;
import java.time.Duration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;

/**
 * When staged files were last used, as their access times say, to the day. The modification time
 * stays as it is: by it YARN recognises a file.
 */
public final class UseTimes {
  private static final Duration PRECISION = Duration.ofDays(1);

  private UseTimes() {}

  /** Notes a use, unless one was noted less than a day ago. */
  public static void note(FileSystem fs, FileStatus status, long nowMillis) throws IOException {
    if (nowMillis - lastUseMillis(status) > PRECISION.toMillis()) {
      fs.setTimes(status.getPath(), -1, nowMillis);
    }
  }

  /** When it was last used, as far as is known. */
  public static long lastUseMillis(FileStatus status) {
    return Math.max(status.getAccessTime(), status.getModificationTime());
  }
}
