package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.spi.JobHandle;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The part of {@link HeddleContext} by which a program says what its jobs belong to, and stops
 * them. Safe for all threads; what is set is the calling thread's own.
 */
public abstract sealed class JobGroups permits Sources {
  final JobControl jobs = new JobControl();

  JobGroups() {}

  /**
   * Puts the jobs that this thread submits from now on, and threads that it starts, into a group.
   *
   * @param group a name, for {@link #cancelJobGroup}
   * @param description shown for each job in place of the action's name; null for none
   */
  public void setJobGroup(String group, String description) {
    jobs.property(JobHandle.GROUP, Objects.requireNonNull(group, "group"));
    setJobDescription(description);
  }

  /** Jobs of this thread belong to no group any more and have no description. */
  public void clearJobGroup() {
    jobs.property(JobHandle.GROUP, null);
    setJobDescription(null);
  }

  /** Shown for each job of this thread in place of the action's name; null for none. */
  public void setJobDescription(String description) {
    jobs.property(JobHandle.DESCRIPTION, description);
  }

  /**
   * Stops the jobs of a group that are under way: running tasks end, and actions that wait throw
   * JOB_CANCELLED. Later jobs of the group are not affected.
   */
  public void cancelJobGroup(String group) {
    cancelJobGroup(group, "the job group '" + group + "' was cancelled");
  }

  /** As {@link #cancelJobGroup(String)}, with a reason for the error's text. */
  public void cancelJobGroup(String group, String reason) {
    jobs.cancelGroup(group, reason);
  }

  /** Stops one job, by its number on the status page; one that is not under way is left alone. */
  public void cancelJob(int jobId) {
    cancelJob(jobId, "job " + jobId + " was cancelled");
  }

  /** As {@link #cancelJob(int)}, with a reason for the error's text. */
  public void cancelJob(int jobId, String reason) {
    jobs.cancel(job -> job.jobId().equals(OptionalInt.of(jobId)), reason);
  }

  /** Stops all jobs that are under way. */
  public void cancelAllJobs() {
    jobs.cancel(job -> true, "all jobs were cancelled");
  }

  /**
   * Adds a tag to the jobs that this thread submits from now on.
   *
   * @throws HeddleException BAD_ARGUMENT when it is empty or holds a comma
   */
  public void addJobTag(String tag) {
    if (tag.isEmpty() || tag.contains(",")) {
      throw new HeddleException(
          ErrorCode.BAD_ARGUMENT, "a job tag is not empty and holds no comma: '" + tag + "'");
    }
    Set<String> tags = jobs.tags();
    tags.add(tag);
    jobs.tags(tags);
  }

  public void removeJobTag(String tag) {
    Set<String> tags = jobs.tags();
    tags.remove(tag);
    jobs.tags(tags);
  }

  /** The tags of this thread's jobs. */
  public Set<String> getJobTags() {
    return jobs.tags();
  }

  public void clearJobTags() {
    jobs.tags(Set.of());
  }

  /** Stops the jobs with a tag that are under way, as {@link #cancelJobGroup}. */
  public void cancelJobsWithTag(String tag) {
    cancelJobsWithTag(tag, "jobs with the tag '" + tag + "' were cancelled");
  }

  public void cancelJobsWithTag(String tag, String reason) {
    jobs.cancelTag(tag, reason);
  }

  /**
   * Sets a property of the jobs that this thread submits from now on, and threads that it starts.
   *
   * @param value null removes it
   */
  public void setLocalProperty(String key, String value) {
    jobs.property(Objects.requireNonNull(key, "key"), value);
  }

  /** This thread's value of a property; null when there is none. */
  public String getLocalProperty(String key) {
    return jobs.property(key);
  }
}
