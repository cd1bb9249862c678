package io.heddle.am;

import io.heddle.am.launch.StagingLayout;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;

/** The event log of one attempt in HDFS; see {@link StagingLayout#eventLog}. */
final class EventLogFile {
  private static final FsPermission OWNER_ONLY = new FsPermission((short) 0700);

  private EventLogFile() {}

  /** Creates the file; a flush of the stream makes what was written readable by others. */
  static OutputStream create(
      Configuration hadoop, StagingLayout staging, ApplicationAttemptId attempt)
      throws IOException {
    Path file =
        new Path(staging.eventLog(attempt.getApplicationId().toString(), attempt.getAttemptId()));
    FileSystem fs = file.getFileSystem(hadoop);
    fs.mkdirs(file.getParent(), OWNER_ONLY);
    FSDataOutputStream log = fs.create(file, true);
    return new FilterOutputStream(log) {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        log.write(bytes, offset, length);
      }

      @Override
      public void flush() throws IOException {
        log.hflush();
      }
    };
  }
}
