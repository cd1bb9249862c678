package io.heddle.am;

import io.heddle.am.launch.ApplicationSpec;
import io.heddle.am.launch.StagedFile;
import io.heddle.am.launch.UseTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the staged files of an application that runs for long from being removed as unused: a new
 * executor may need them on a node that never saw them.
 */
final class StagedFileKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(StagedFileKeeper.class);

  private StagedFileKeeper() {}

  /** Notes their use twice in each retention time, from a thread that ends with the process. */
  static void start(Configuration hadoop, ApplicationSpec spec, Duration retention) {
    if (retention.isZero()) {
      return;
    }
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "heddle-keep-files");
              thread.setDaemon(true);
              return thread;
            });
    long half = Math.max(1, retention.toMillis() / 2);
    timer.scheduleAtFixedRate(() -> keep(hadoop, spec), half, half, TimeUnit.MILLISECONDS);
  }

  private static void keep(Configuration hadoop, ApplicationSpec spec) {
    for (StagedFile file : spec.files()) {
      if (file.uri().startsWith(spec.stagingDir())) {
        Path path = new Path(file.uri());
        try {
          FileSystem fs = path.getFileSystem(hadoop);
          UseTimes.note(fs, fs.getFileStatus(path), System.currentTimeMillis());
        } catch (IOException e) {
          LOG.warn("The use of {} could not be noted: {}", path, e.toString());
        }
      }
    }
  }
}
