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
import java.util.List;
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
    List<Path> logs = logs(applicationId);
    return logs.isEmpty() ? Optional.empty() : Optional.of(read(logs.get(logs.size() - 1)));
  }

  /**
   * The state that the log of each attempt adds up to, the first attempt's first.
   *
   * @throws HeddleException HDFS_FAILED
   */
  public List<StatusStore> all(String applicationId) {
    return logs(applicationId).stream().map(this::read).toList();
  }

  private List<Path> logs(String applicationId) {
    try {
      return Arrays.stream(fs.listStatus(new Path(layout.applicationDir(applicationId))))
          .map(FileStatus::getPath)
          .filter(path -> path.getName().matches("events-\\d+\\.pb"))
          .sorted(Comparator.comparingInt(EventLogs::attempt))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private StatusStore read(Path log) {
    try (InputStream in = fs.open(log)) {
      return StatusStore.fromLog(in, StoreLimits.defaults());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static HeddleException unreadable(IOException e) {
    return new HeddleException(
        ErrorCode.HDFS_FAILED, "the event log cannot be read: " + e.getMessage(), e);
  }

  private static int attempt(Path log) {
    return Integer.parseInt(log.getName().replaceAll("\\D", ""));
  }
}
