package io.heddle.embedded;

import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/** The directories that users of a cluster expect in a new file system. */
final class HdfsLayout {
  private static final FsPermission FOR_ALL_BUT_EACH_ITS_OWN = new FsPermission((short) 01777);

  private HdfsLayout() {}

  /**
   * Makes {@code /tmp}, the directory of aggregated logs and the user's home, each one readable and
   * enterable by all on the way down, without which no file below it is localised as public.
   */
  static void create(FileSystem fileSystem, Configuration conf) throws IOException {
    makeDir(fileSystem, new Path("/tmp"), FOR_ALL_BUT_EACH_ITS_OWN);
    makeDir(
        fileSystem,
        new Path(conf.get("yarn.nodemanager.remote-app-log-dir")),
        FOR_ALL_BUT_EACH_ITS_OWN);
    makeDir(fileSystem, fileSystem.getHomeDirectory(), new FsPermission((short) 0755));
  }

  private static void makeDir(FileSystem fileSystem, Path dir, FsPermission permission)
      throws IOException {
    fileSystem.mkdirs(dir);
    fileSystem.setPermission(dir, permission);
  }
}
