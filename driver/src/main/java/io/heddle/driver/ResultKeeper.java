package io.heddle.driver;

import com.google.protobuf.ByteString;
import io.heddle.driver.job.JobSpec;
import io.heddle.driver.recovery.Recovery;
import java.util.Arrays;
import java.util.List;

/**
 * Gathers a job's results for later attempts of the application, as long as they are small enough.
 * One thread.
 */
final class ResultKeeper {
  private final Recovery recovery;
  private final JobSpec job;
  private ByteString[] results;
  private long bytes;

  ResultKeeper(Recovery recovery, JobSpec job) {
    this.recovery = recovery;
    this.job = job;
    this.results = job.identity().isPresent() ? new ByteString[job.result().tasks()] : null;
  }

  void add(JobTicket.Result result) {
    if (results != null) {
      results[result.position()] = result.value();
      bytes += result.value().size();
      if (bytes > recovery.mostResultBytes()) {
        results = null;
      }
    }
  }

  /** All results were taken, and the program was given them. */
  void jobDone() {
    if (results != null && !Arrays.asList(results).contains(null)) {
      recovery.jobDone(job.identity().orElseThrow(), List.of(results));
    }
  }
}
