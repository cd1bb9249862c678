package io.heddle.driver;

import com.google.protobuf.ByteString;
import io.heddle.driver.job.JobSpec;
import io.heddle.error.HeddleException;
import java.util.ArrayList;
import java.util.List;

/**
 * What passes from the scheduler's thread to the thread that waits for a job. The waiter is woken
 * at the job's end, and before that only for a good number of results at a time: waking it for each
 * would cost more than the tasks. One who asked for results as they come is woken for each.
 */
final class JobTicket {
  private static final int WAKE_RESULTS = 512;
  private static final long WAKE_BYTES = 1 << 20;

  /** One task's result, undecoded. */
  record Result(int position, ByteString value) {}

  private final JobSpec spec;
  private final int wakeResults;
  private List<Result> results = new ArrayList<>();
  private long bytes;
  private boolean ended;
  private HeddleException failure;

  JobTicket(JobSpec spec, boolean eager) {
    this.spec = spec;
    this.wakeResults = eager ? 1 : WAKE_RESULTS;
  }

  JobSpec spec() {
    return spec;
  }

  synchronized void give(int position, ByteString value) {
    results.add(new Result(position, value));
    bytes += value.size();
    if (results.size() == wakeResults
        || (bytes >= WAKE_BYTES && bytes - value.size() < WAKE_BYTES)) {
      notifyAll();
    }
  }

  /**
   * @param cause null when the job is complete
   */
  synchronized void end(HeddleException cause) {
    ended = true;
    failure = cause;
    notifyAll();
  }

  /**
   * Waits for results.
   *
   * @return some, or an empty list when all have been taken and the job is complete
   * @throws HeddleException what the job failed with
   */
  synchronized List<Result> take() throws InterruptedException {
    while (!ended && results.size() < wakeResults && bytes < WAKE_BYTES) {
      wait();
    }
    if (failure != null) {
      // A new one, so that its stack trace shows the call that waited.
      throw new HeddleException(failure.code(), failure.detail(), failure.getCause());
    }
    List<Result> taken = results;
    results = new ArrayList<>();
    bytes = 0;
    return taken;
  }
}
