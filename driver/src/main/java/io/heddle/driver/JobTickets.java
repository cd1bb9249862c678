package io.heddle.driver;

import com.google.protobuf.ByteString;
import io.heddle.driver.job.JobSpec;
import io.heddle.error.HeddleException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tickets of all jobs that somebody waits for. Safe for all threads. */
final class JobTickets {
  private final Map<Integer, JobTicket> open = new ConcurrentHashMap<>();

  /**
   * @param eager whether the waiter is woken for each result
   */
  JobTicket open(JobSpec spec, boolean eager) {
    JobTicket ticket = new JobTicket(spec, eager);
    open.put(spec.jobId(), ticket);
    return ticket;
  }

  /** Results of jobs that nobody waits for are dropped. */
  void give(int jobId, int position, ByteString value) {
    JobTicket ticket = open.get(jobId);
    if (ticket != null) {
      ticket.give(position, value);
    }
  }

  /**
   * @param cause null when the job is complete
   * @return the job's ticket, or null when it was ended before
   */
  JobTicket end(int jobId, HeddleException cause) {
    JobTicket ticket = open.remove(jobId);
    if (ticket != null) {
      ticket.end(cause);
    }
    return ticket;
  }

  List<Integer> jobIds() {
    return List.copyOf(open.keySet());
  }

  void endAll(HeddleException cause) {
    jobIds().forEach(jobId -> end(jobId, cause));
  }
}
