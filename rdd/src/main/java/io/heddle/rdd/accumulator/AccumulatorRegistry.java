package io.heddle.rdd.accumulator;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * An application's accumulators, by number. It holds none of them: one that the program and its
 * RDDs have let go is not read by anyone any more. Safe for all threads.
 */
public final class AccumulatorRegistry {
  private static final class Entry extends WeakReference<AccumulatorV2<?, ?>> {
    final long id;

    Entry(AccumulatorV2<?, ?> accumulator, ReferenceQueue<AccumulatorV2<?, ?>> gone) {
      super(accumulator, gone);
      id = accumulator.id();
    }
  }

  private final AtomicLong next = new AtomicLong();
  private final Map<Long, Entry> byId = new ConcurrentHashMap<>();
  private final ReferenceQueue<AccumulatorV2<?, ?>> gone = new ReferenceQueue<>();

  /**
   * Gives an accumulator its number and its name.
   *
   * @param name shown on the status page; empty: none, and it is not shown
   * @throws HeddleException BAD_ARGUMENT when it was registered before
   */
  public void register(AccumulatorV2<?, ?> accumulator, String name) {
    Objects.requireNonNull(name, "name");
    synchronized (accumulator) {
      if (accumulator.isRegistered()) {
        throw new HeddleException(
            ErrorCode.BAD_ARGUMENT, accumulator + " cannot be registered a second time");
      }
      accumulator.registered(next.getAndIncrement(), name);
    }
    forgetUnreachable();
    byId.put(accumulator.id(), new Entry(accumulator, gone));
  }

  /**
   * Merges what a task added.
   *
   * @param update as it came from the task
   * @return what it was merged into; empty when the program has let that go
   */
  @SuppressWarnings({"unchecked", "rawtypes"}) // both are of the class that was registered
  public Optional<AccumulatorV2<?, ?>> merge(AccumulatorV2<?, ?> update) {
    Entry entry = byId.get(update.id());
    AccumulatorV2 whole = entry == null ? null : entry.get();
    if (whole == null) {
      return Optional.empty();
    }
    update.arrivedInDriver();
    whole.merge(update);
    return Optional.of(whole);
  }

  private void forgetUnreachable() {
    for (Reference<?> found = gone.poll(); found != null; found = gone.poll()) {
      byId.remove(((Entry) found).id);
    }
  }
}
