package io.heddle.hdfs.output;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.RecoverySettings;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.hdfs.DriverFiles;
import java.io.IOException;

/**
 * Keeps an attempt of the application that YARN has given up, and that lives on all the same, from
 * touching an output: a later attempt may be writing it. Asked before files are moved or removed.
 * What such an attempt does between the question and the deed fails, or harms nothing: a later
 * attempt removes the directory that the files would be moved from before it writes its own.
 *
 * @param directory the application's; empty where there is one attempt only
 * @param attempt this process's, from 1
 */
record Fence(HeddleConf conf, String directory, int attempt) {

  static Fence of(HeddleConf conf, WriterIdentity writer) {
    return new Fence(conf, conf.get(RecoverySettings.DIRECTORY), writer.attempt());
  }

  /** Whether there is no later attempt. */
  boolean isOpen() throws IOException {
    return directory.isEmpty() || DriverFiles.in(directory, conf).newestAttempt() <= attempt;
  }

  /**
   * @throws HeddleException CONTEXT_CLOSED when there is a later attempt
   */
  void check(String output) throws IOException {
    if (!isOpen()) {
      throw new HeddleException(
          ErrorCode.CONTEXT_CLOSED,
          "'" + output + "' is not written: a later attempt of this application runs");
    }
  }
}
