package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.SchedulingMode;
import io.heddle.driver.job.JobSpec;
import io.heddle.driver.pool.PoolSpec;
import io.heddle.driver.pool.PoolSpecs;
import io.heddle.driver.task.TaskPreference;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

class PoolsTest {
  private static World world(PoolSpec... pools) {
    Map<String, PoolSpec> byName = new java.util.HashMap<>();
    for (PoolSpec pool : pools) {
      byName.put(pool.name(), pool);
    }
    return new World(Plans.options(new PoolSpecs(SchedulingMode.FAIR, byName)));
  }

  private static JobSpec job(int jobId, int tasks, String pool) {
    return job(jobId, tasks, pool, Plans.ANYWHERE);
  }

  private static JobSpec job(
      int jobId, int tasks, String pool, IntFunction<TaskPreference> preferences) {
    JobSpec plan = Plans.job(jobId, tasks, preferences, List.of());
    return new JobSpec(
        jobId,
        plan.action(),
        plan.callSite(),
        Map.of(PoolSpecs.PROPERTY, pool),
        plan.result(),
        plan.mapStages(),
        plan.cachedNames());
  }

  private static int running(World world, int jobId) {
    return world.runningOf(1000 + jobId).size();
  }

  @Test
  void poolsShareByWeightWhateverJobsTheyHave() {
    World world =
        world(
            new PoolSpec("heavy", SchedulingMode.FIFO, 3, 0),
            new PoolSpec("light", SchedulingMode.FIFO, 1, 0));
    world.submit(job(1, 100, "light"));
    world.submit(job(2, 100, "light"));
    world.submit(job(3, 100, "heavy"));

    world.register("x", "h", "/r", 8);

    assertThat(running(world, 3)).isEqualTo(6);
    assertThat(running(world, 1)).isEqualTo(2);
    assertThat(running(world, 2)).isZero();
  }

  @Test
  void aPoolOfFairModeSharesBetweenItsJobs() {
    World world = world(new PoolSpec("all", SchedulingMode.FAIR, 1, 0));
    world.submit(job(1, 100, "all"));
    world.submit(job(2, 100, "all"));

    world.register("x", "h", "/r", 8);

    assertThat(running(world, 1)).isEqualTo(4);
    assertThat(running(world, 2)).isEqualTo(4);
  }

  @Test
  void slotsThatComeFreeGoToThePoolThatIsBehind() {
    World world = world();
    world.submit(job(1, 100, "early"));
    world.register("x", "h", "/r", 4);
    world.submit(job(2, 100, "late"));
    assertThat(running(world, 1)).isEqualTo(4);

    world.succeed(1001, 0);
    world.succeed(1001, 1);

    assertThat(running(world, 1)).isEqualTo(2);
    assertThat(running(world, 2)).isEqualTo(2);
  }

  @Test
  void aLeastShareComesBeforeWeights() {
    World world =
        world(
            new PoolSpec("big", SchedulingMode.FIFO, 100, 0),
            new PoolSpec("sure", SchedulingMode.FIFO, 1, 3));
    world.submit(job(1, 100, "big"));
    world.submit(job(2, 100, "sure"));

    world.register("x", "h", "/r", 4);

    assertThat(running(world, 2)).isEqualTo(3);
    assertThat(running(world, 1)).isEqualTo(1);
  }

  @Test
  void whatAPoolDoesNotTakeBecauseItWaitsForItsDataGoesToOthers() {
    World world = world();
    world.register("far", "h2", "/r2", 4);
    world.send(new SchedulerEvent.ExecutorLaunching("near", "h1", "/r1", "c"));
    world.submit(job(1, 100, "picky", task -> Plans.on("h1", "/r1")));
    world.submit(job(2, 100, "easy"));

    assertThat(running(world, 1)).isZero();
    assertThat(running(world, 2)).isEqualTo(4);

    world.register("near", "h1", "/r1", 4);

    assertThat(running(world, 1)).isEqualTo(4);
  }

  @Test
  void aJobWhoseThreadChoseNoneIsInTheDefaultPool() {
    World world = world();
    world.submit(Plans.job(1, 100, List.of()));
    world.submit(job(2, 100, PoolSpec.DEFAULT_NAME));
    world.submit(job(3, 100, "other"));

    world.register("x", "h", "/r", 4);

    assertThat(running(world, 1)).isEqualTo(2);
    assertThat(running(world, 2)).isZero();
    assertThat(running(world, 3)).isEqualTo(2);
  }
}
