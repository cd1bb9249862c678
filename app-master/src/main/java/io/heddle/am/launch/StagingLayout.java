package io.heddle.am.launch;

/**
 * Names below a user's staging directory.
 *
 * <pre>
 *   BASE/.heddle                      rwx--x--x, so that engine/ can be reached
 *     engine/HASH/heddle-engine.jar   rwxr-xr-x, PUBLIC on NodeManagers where BASE can be reached
 *     files/HASH/NAME                 rwx------, the user's jars, files and configurations
 *     applications/ID/                rwx------
 *       events-N.pb                   the event log of attempt N
 *       journal-N.pb                  what attempt N has done, for the next one
 *       driver-N                      where the driver of attempt N, from 2, is; see DriverFile
 * </pre>
 *
 * BASE is the user's home directory, or, below {@code heddle.yarn.stagingDir}, a directory named
 * after the user.
 *
 * @param root qualified path of {@code .heddle}, without a slash at the end
 */
public record StagingLayout(String root) {
  /** The directory's name below BASE. */
  public static final String NAME = ".heddle";

  public String engineDir() {
    return root + "/engine";
  }

  public String engineDir(String hash) {
    return engineDir() + "/" + hash;
  }

  public String filesDir() {
    return root + "/files";
  }

  public String filesDir(String hash) {
    return filesDir() + "/" + hash;
  }

  public String applicationsDir() {
    return root + "/applications";
  }

  public String applicationDir(String applicationId) {
    return applicationsDir() + "/" + applicationId;
  }

  /**
   * A file's name in the application's directory.
   *
   * @param attempt from 1
   */
  public static String eventLog(int attempt) {
    return "events-" + attempt + ".pb";
  }

  /** As {@link #eventLog}. */
  public static String journal(int attempt) {
    return "journal-" + attempt + ".pb";
  }
}
