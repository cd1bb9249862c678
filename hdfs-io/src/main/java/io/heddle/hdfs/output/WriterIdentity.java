package io.heddle.hdfs.output;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who writes an output: an application and its attempt. On YARN both follow from the container's
 * id, so a second ApplicationMaster recognises what the first left behind.
 *
 * @param application letters, digits and {@code _}
 * @param attempt from 1 on
 */
record WriterIdentity(String application, int attempt) {
  /** {@code container[_e<epoch>]_<cluster time>_<application>_<attempt>_<container>}. */
  private static final Pattern CONTAINER_ID =
      Pattern.compile("container_(?:e\\d+_)?(\\d+)_(\\d+)_(\\d+)_\\d+");

  /** This process: from {@code CONTAINER_ID}, else by its process id and start. */
  static WriterIdentity ofProcess() {
    return ofContainer(System.getenv("CONTAINER_ID"));
  }

  static WriterIdentity ofContainer(String containerId) {
    Matcher matcher = CONTAINER_ID.matcher(containerId == null ? "" : containerId);
    if (!matcher.matches()) {
      ProcessHandle self = ProcessHandle.current();
      long start = self.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
      return new WriterIdentity("local_" + self.pid() + "_" + start, 1);
    }
    return new WriterIdentity(
        "application_" + matcher.group(1) + "_" + matcher.group(2),
        Integer.parseInt(matcher.group(3)));
  }

  /** What the {@code _SUCCESS} file says: one line. */
  String mark() {
    return "heddle " + application + " " + attempt + "\n";
  }

  /** The name of the directory of one job's unfinished files: unique, and tells who writes. */
  String newJobName() {
    return application + "-" + attempt + "-" + UUID.randomUUID().toString().replace("-", "");
  }

  /** Whether a directory of unfinished files is an earlier attempt's of this application. */
  boolean isEarlierJob(String jobName) {
    String[] parts = jobName.split("-", -1);
    return parts.length == 3 && parts[0].equals(application) && isEarlier(parts[1]);
  }

  private boolean isEarlier(String number) {
    return number.matches("\\d{1,9}") && Integer.parseInt(number) < attempt;
  }

  /** Whether a {@code _SUCCESS} file was written by an earlier attempt of this application. */
  boolean isEarlierAttempt(String mark) {
    String[] words = mark.trim().split(" ");
    return words.length == 3
        && words[0].equals("heddle")
        && words[1].equals(application)
        && isEarlier(words[2]);
  }
}
