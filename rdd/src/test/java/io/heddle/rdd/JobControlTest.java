package io.heddle.rdd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.spi.JobHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a thread says of its jobs reaches the runner, and so does a cancellation. */
class JobControlTest {
  private static CountDownLatch started;
  private static CountDownLatch release;

  private final FakeJobRunner runner = new FakeJobRunner();
  private final HeddleContext context = HeddleContext.on(runner, null);
  private final RDD<Integer> numbers = context.parallelize(List.of(1, 2, 3, 4, 5, 6), 3);

  private RDD<Integer> held() {
    started = new CountDownLatch(1);
    release = new CountDownLatch(1);
    return numbers.mapPartitions(
        records -> {
          started.countDown();
          release.await();
          return records;
        });
  }

  private JobHandle last() {
    return runner.jobs.get(runner.jobs.size() - 1);
  }

  @Test
  void properties_travel_with_the_jobs_of_their_thread() throws Exception {
    context.setJobGroup("g", "described");
    context.setLocalProperty("heddle.scheduler.pool", "fast");
    context.addJobTag("a");
    context.addJobTag("b");
    numbers.count();
    assertThat(last().properties())
        .containsEntry(JobHandle.GROUP, "g")
        .containsEntry(JobHandle.DESCRIPTION, "described")
        .containsEntry("heddle.scheduler.pool", "fast");
    assertThat(context.getJobTags()).containsExactly("a", "b");
    AtomicReference<String> inherited = new AtomicReference<>();
    Thread child =
        new Thread(() -> inherited.set(context.getLocalProperty("heddle.scheduler.pool")));
    child.start();
    child.join();
    assertThat(inherited).hasValue("fast");
    assertThat(numbers.countAsync().get()).isEqualTo(6);
    assertThat(last().properties()).containsEntry(JobHandle.GROUP, "g");
    context.clearJobGroup();
    context.setLocalProperty("heddle.scheduler.pool", null);
    context.clearJobTags();
    numbers.count();
    assertThat(last().properties()).isEmpty();
  }

  @Test
  void async_actions_give_what_the_waiting_ones_do() throws Exception {
    assertThat(numbers.countAsync().get()).isEqualTo(6);
    assertThat(numbers.collectAsync().get()).isEqualTo(numbers.collect());
    FutureAction<List<Integer>> taken = numbers.takeAsync(3);
    assertThat(taken.get()).containsExactly(1, 2, 3);
    assertThat(taken.jobIds()).hasSize(2);
    assertThat(numbers.foreachAsync(n -> {}).get()).isNull();
    assertThat(numbers.foreachPartitionAsync(records -> {}).get()).isNull();
    assertThatThrownBy(() -> numbers.foreachAsync(n -> failing()).get())
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  private static void failing() {
    throw new IllegalStateException("no");
  }

  @Test
  void a_cancelled_future_cancels_its_job() throws Exception {
    FutureAction<Long> count = held().countAsync();
    started.await();
    assertThat(count.cancel(true)).isTrue();
    assertThat(count).isCancelled();
    assertThatThrownBy(count::get).isInstanceOf(CancellationException.class);
    assertThatThrownBy(() -> last().checkCancelled())
        .isInstanceOfSatisfying(
            HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.JOB_CANCELLED));
    release.countDown();
  }

  @Test
  void a_group_is_cancelled_without_the_others() throws Exception {
    context.setJobGroup("doomed", null);
    FutureAction<Long> count = held().countAsync();
    started.await();
    context.cancelJobGroup("other");
    context.cancelJobsWithTag("other");
    context.cancelJobGroup("doomed", "enough");
    release.countDown();
    assertThatThrownBy(count::get)
        .hasCauseInstanceOf(HeddleException.class)
        .hasMessageContaining("JOB_CANCELLED")
        .hasMessageContaining("enough");
    assertThat(numbers.count()).isEqualTo(6);
  }

  @Test
  void cancelAllJobs_and_tags() throws Exception {
    context.addJobTag("t");
    List<Runnable> ways = new ArrayList<>();
    ways.add(() -> context.cancelJobsWithTag("t"));
    ways.add(context::cancelAllJobs);
    for (Runnable cancel : ways) {
      FutureAction<Long> count = held().countAsync();
      started.await();
      cancel.run();
      release.countDown();
      assertThatThrownBy(count::get).hasCauseInstanceOf(HeddleException.class);
    }
    assertThatThrownBy(() -> context.addJobTag("a,b")).isInstanceOf(HeddleException.class);
  }
}
