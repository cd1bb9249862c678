package io.heddle.client.submit;

import io.heddle.am.launch.StagingLayout;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.monitoring.store.StatusStore;
import io.heddle.monitoring.store.StoreLimits;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What the event logs in the staging directory tell of applications, running ones and others. */
public final class EventLogs {
  private final FileSystem fs;
  private final StagingLayout layout;

  public EventLogs(FileSystem fs, StagingLayout layout) {
    this.fs = fs;
    this.layout = layout;
  }

  /**
   * The state that the log of the latest attempt adds up to; empty when there is none.
   *
   * @throws HeddleException HDFS_FAILED
   */
  public Optional<StatusStore> latest(String applicationId) {
    try {
      FileStatus[] logs;
      try {
        logs = fs.listStatus(new Path(layout.applicationDir(applicationId)));
      } catch (FileNotFoundException e) {
        return Optional.empty();
      }
      Optional<Path> log =
          Arrays.stream(logs)
              .map(FileStatus::getPath)
              .filter(path -> path.getName().matches("events-\\d+\\.pb"))
              .max(Comparator.comparingInt(EventLogs::attempt));
      if (log.isEmpty()) {
        return Optional.empty();
      }
      try (InputStream in = fs.open(log.get())) {
        return Optional.of(StatusStore.fromLog(in, StoreLimits.defaults()));
      }
    } catch (IOException e) {
      throw new HeddleException(
          ErrorCode.HDFS_FAILED, "the event log cannot be read: " + e.getMessage(), e);
    }
  }

  private static int attempt(Path log) {
    return Integer.parseInt(log.getName().replaceAll("\\D", ""));
  }
}
