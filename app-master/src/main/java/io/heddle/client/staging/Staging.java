package io.heddle.client.staging;

import io.heddle.am.launch.StagedFile;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A file on its way into the staging directory: looked for, and sent only when asked to, so that
 * what will be sent can be told before. Safe for all threads.
 */
public final class Staging {
  private final Optional<StagedFile> found;
  private final Supplier<StagedFile> upload;

  private Staging(Optional<StagedFile> found, Supplier<StagedFile> upload) {
    this.found = found;
    this.upload = upload;
  }

  static Staging there(StagedFile file) {
    return new Staging(Optional.of(file), () -> file);
  }

  static Staging missing(Supplier<StagedFile> upload) {
    return new Staging(Optional.empty(), upload);
  }

  /** Whether it was not there. */
  public boolean isMissing() {
    return found.isEmpty();
  }

  /**
   * The file in the staging directory, sent now if it was missing.
   *
   * @throws io.heddle.error.HeddleException HDFS_FAILED, with nothing left behind
   */
  public StagedFile finish() {
    return upload.get();
  }
}
