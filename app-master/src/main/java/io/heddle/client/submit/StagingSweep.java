package io.heddle.client.submit;

import io.heddle.client.staging.StagingArea;
import io.heddle.client.staging.StagingCleaner;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.YarnSettings;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cleans the user's staging directory once a day, while an application runs anyway. */
final class StagingSweep {
  private static final Logger LOG = LoggerFactory.getLogger(StagingSweep.class);
  private static final Duration BETWEEN = Duration.ofDays(1);

  private StagingSweep() {}

  /** Returns at once; what fails is tried again another day. */
  static void inBackground(YarnCluster cluster, HeddleConf conf) {
    Duration retention = conf.get(YarnSettings.STAGING_RETENTION);
    Path marker = ClusterRun.hashCacheFile().resolveSibling("swept");
    if (retention.isZero() || !due(marker)) {
      return;
    }
    Thread thread =
        new Thread(
            () -> {
              try {
                StagingArea staging = StagingArea.of(cluster.hadoop(), conf, cluster.user());
                int removed =
                    new StagingCleaner(staging.fileSystem(), staging.layout(), retention)
                        .clean(System.currentTimeMillis());
                LOG.info("{} old entries of the staging directory were removed", removed);
                Files.createDirectories(marker.getParent());
                Files.writeString(marker, "");
              } catch (IOException | HeddleException e) {
                LOG.info("The staging directory could not be cleaned: {}", e.toString());
              }
            },
            "heddle-sweep");
    thread.setDaemon(true);
    thread.start();
  }

  private static boolean due(Path marker) {
    try {
      FileTime last = Files.getLastModifiedTime(marker);
      return last.toMillis() < System.currentTimeMillis() - BETWEEN.toMillis();
    } catch (IOException e) {
      return true;
    }
  }
}
