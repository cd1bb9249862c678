package io.heddle.executor;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * What an executor is told at its start; the application's settings come from the driver.
 *
 * @param executorId the name its provider gave it
 * @param applicationId YARN's, or that of a local run
 * @param host as YARN and HDFS name it
 * @param rack empty when not known
 * @param slots tasks at the same time
 * @param secret the application's; kept, not copied, and never logged
 * @param localDirectories the application's own directories on this node's disks, at least one
 * @param shufflePort of the node's shuffle service; 0 when there is none
 * @param containerId empty outside YARN
 * @param logUrl empty outside YARN
 * @param containerBytes beyond which the process is killed; 0 where nobody does that
 * @param userClasses loads the user's classes; its parent gives the engine's API
 */
@SuppressWarnings("ArrayRecordComponent") // a secret has no value semantics worth having
public record ExecutorOptions(
    String executorId,
    String applicationId,
    String host,
    String rack,
    int slots,
    byte[] secret,
    List<Path> localDirectories,
    int shufflePort,
    String containerId,
    String logUrl,
    long containerBytes,
    ClassLoader userClasses) {
  public ExecutorOptions {
    Objects.requireNonNull(executorId);
    Objects.requireNonNull(secret);
    Objects.requireNonNull(userClasses);
    localDirectories = List.copyOf(localDirectories);
    if (slots < 1 || localDirectories.isEmpty()) {
      throw new IllegalArgumentException("an executor has slots and directories");
    }
  }

  /**
   * Where files of this executor alone go, which nobody needs after its end: the container's
   * directories, which YARN removes with the container, however that ends. Not made here. A local
   * run has only {@link #localDirectories}.
   */
  public List<Path> ownDirectories() {
    return containerId.isEmpty()
        ? localDirectories
        : localDirectories.stream().map(directory -> directory.resolve(containerId)).toList();
  }

  /** The attempt of the application that this executor belongs to, from 1; 1 outside YARN. */
  public int applicationAttempt() {
    return containerId.isEmpty() ? 1 : ContainerEnvironment.attemptOf(containerId);
  }
}
