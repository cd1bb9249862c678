package io.heddle.rdd;

import io.heddle.rdd.closure.CallSite;
import io.heddle.rdd.spi.JobHandle;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The jobs of one context that are under way, and what each thread says of those it will submit.
 * Properties are the thread's own; a thread that it starts begins with a copy. Safe for all
 * threads.
 */
final class JobControl {
  private static final String TAGS = "heddle.job.tags";
  private static final String BETWEEN_TAGS = ",";

  private final Set<JobHandle> running = ConcurrentHashMap.newKeySet();
  private final ThreadLocal<AsyncCall> caller = new ThreadLocal<>();
  private final InheritableThreadLocal<Map<String, String>> properties =
      new InheritableThreadLocal<>() {
        @Override
        protected Map<String, String> initialValue() {
          return new HashMap<>();
        }

        @Override
        protected Map<String, String> childValue(Map<String, String> ofParent) {
          return new HashMap<>(ofParent);
        }
      };

  /** A job of the calling thread begins; {@link #end} is called when it has ended. */
  JobHandle begin(String action) {
    AsyncCall call = caller.get();
    JobHandle job =
        new JobHandle(
            action,
            call == null ? CallSite.here() : call.callSite(),
            properties.get(),
            call != null && call.eager());
    running.add(job);
    if (call != null) {
      call.began(job);
    }
    return job;
  }

  void end(JobHandle job) {
    running.remove(job);
  }

  /** Stops those jobs that are under way now. */
  void cancel(Predicate<JobHandle> which, String reason) {
    running.stream().filter(which).forEach(job -> job.cancel(reason));
  }

  void cancelGroup(String group, String reason) {
    cancel(job -> group.equals(job.properties().get(JobHandle.GROUP)), reason);
  }

  void cancelTag(String tag, String reason) {
    cancel(job -> split(job.properties().get(TAGS)).contains(tag), reason);
  }

  // ---- properties

  /** The calling thread's value; null when there is none. */
  String property(String key) {
    return properties.get().get(key);
  }

  /**
   * @param value null removes it
   */
  void property(String key, String value) {
    if (value == null) {
      properties.get().remove(key);
    } else {
      properties.get().put(key, value);
    }
  }

  Map<String, String> copyOfProperties() {
    return new HashMap<>(properties.get());
  }

  /** Lets the calling thread submit jobs in another's name until {@link #leave}. */
  void enter(AsyncCall call, Map<String, String> ofCaller) {
    caller.set(call);
    properties.set(ofCaller);
  }

  void leave() {
    caller.remove();
    properties.remove();
  }

  Set<String> tags() {
    return split(property(TAGS));
  }

  void tags(Set<String> tags) {
    property(TAGS, tags.isEmpty() ? null : String.join(BETWEEN_TAGS, tags));
  }

  private static Set<String> split(String tags) {
    return tags == null
        ? new LinkedHashSet<>()
        : new LinkedHashSet<>(java.util.List.of(tags.split(BETWEEN_TAGS, -1)));
  }
}
