package io.heddle.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FileUtil;

/** The directory that a cluster keeps everything in, and its removal. */
final class ClusterFiles {
  private final ClusterSettings settings;
  private final Path baseDir;

  private ClusterFiles(ClusterSettings settings, Path baseDir) {
    this.settings = settings;
    this.baseDir = baseDir;
  }

  static ClusterFiles create(ClusterSettings settings) throws IOException {
    Path baseDir;
    if (settings.baseDir().isPresent()) {
      baseDir = settings.baseDir().get();
      Files.createDirectories(baseDir);
    } else {
      baseDir = Files.createTempDirectory("heddle-embedded-");
    }
    ClusterFiles files = new ClusterFiles(settings, baseDir);
    for (Path own : files.own()) {
      if (Files.exists(own)) {
        throw new IOException(
            own + " exists: the base directory is in use, or a cluster was killed there");
      }
    }
    Files.createDirectories(webDir(baseDir));
    for (int node = 0; node < settings.nodes(); node++) {
      Files.createDirectories(files.localDir(node));
    }
    return files;
  }

  Path baseDir() {
    return baseDir;
  }

  /** The NodeManager's local directory of a node. */
  Path localDir(int node) {
    return nodeDir(baseDir, node).resolve("local");
  }

  /** Where the servers' web servers keep what they serve. */
  static Path webDir(Path baseDir) {
    return baseDir.resolve("web");
  }

  static Path nodeDir(Path baseDir, int node) {
    return baseDir.resolve("node" + (node + 1));
  }

  /**
   * Removes what the cluster wrote, and the base directory when it is a temporary one; unless files
   * are kept.
   */
  void remove() throws IOException {
    if (settings.keepFiles()) {
      return;
    }
    List<Path> doomed = settings.baseDir().isPresent() ? own() : List.of(baseDir);
    for (Path path : doomed) {
      // A server that is still ending may write a last file into a directory just emptied.
      Waiting.until("removed " + path, () -> removed(path));
    }
  }

  private static boolean removed(Path path) {
    // Links are removed and not followed: a container may have linked anything.
    return !Files.exists(path, LinkOption.NOFOLLOW_LINKS) || FileUtil.fullyDelete(path.toFile());
  }

  private List<Path> own() {
    List<Path> own = new ArrayList<>();
    own.add(baseDir.resolve("dfs"));
    own.add(baseDir.resolve("tmp"));
    own.add(webDir(baseDir));
    own.add(baseDir.resolve(ClientConfFiles.TABLE));
    for (int node = 0; node < settings.nodes(); node++) {
      own.add(nodeDir(baseDir, node));
    }
    return own;
  }
}
