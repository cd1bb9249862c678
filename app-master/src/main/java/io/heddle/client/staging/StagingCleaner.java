package io.heddle.client.staging;

import io.heddle.am.launch.StagingLayout;
import io.heddle.am.launch.UseTimes;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Removes from a staging directory what nobody has used for long. */
public final class StagingCleaner {
  private final FileSystem fs;
  private final StagingLayout layout;
  private final Duration retention;

  public StagingCleaner(FileSystem fs, StagingLayout layout, Duration retention) {
    this.fs = fs;
    this.layout = layout;
    this.retention = retention;
  }

  /**
   * Removes each engine, file and application's log whose directory, and everything in it, was not
   * used since.
   *
   * @return how many were removed
   */
  public int clean(long nowMillis) throws IOException {
    int removed = 0;
    for (String directory :
        List.of(layout.engineDir(), layout.filesDir(), layout.applicationsDir())) {
      for (FileStatus entry : list(new Path(directory))) {
        if (lastUse(entry) < nowMillis - retention.toMillis() && fs.delete(entry.getPath(), true)) {
          removed++;
        }
      }
    }
    return removed;
  }

  private FileStatus[] list(Path directory) throws IOException {
    try {
      return fs.listStatus(directory);
    } catch (FileNotFoundException e) {
      return new FileStatus[0];
    }
  }

  private long lastUse(FileStatus entry) throws IOException {
    long last = UseTimes.lastUseMillis(entry);
    if (entry.isDirectory()) {
      for (FileStatus file : list(entry.getPath())) {
        last = Math.max(last, UseTimes.lastUseMillis(file));
      }
    }
    return last;
  }
}
