package io.heddle.driver.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.error.ErrorCode;
import io.heddle.protocol.event.Event;
import io.heddle.protocol.executor.MapOutputs;
import io.heddle.protocol.executor.TaskEnded;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostOutputsTest {
  private final World world = new World();

  @BeforeEach
  void threeExecutors() {
    world.register("e1", "h1", "/r1", 2);
    world.register("e2", "h2", "/r1", 2);
    world.register("e3", "h3", "/r2", 2);
  }

  private void mapsDone(int maps, int reducers) {
    world.submit(Plans.job(1, reducers, List.of(7), Plans.map(7, maps)));
    world.succeedAll(107);
  }

  @Test
  void aFetchFailureRunsExactlyThatMapTaskAgainAndThenTheReader() {
    mapsDone(6, 1);
    world.fetchFailed(1001, 0, 7, 4);
    assertThat(world.runningOf(107)).containsExactly(4);
    assertThat(world.runningOf(1001)).isEmpty();
    world.succeed(107, 4);
    world.succeedAll(1001);
    assertThat(world.launchesOf(107)).isEqualTo(7);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void readersGetTheNewTableFirst() {
    mapsDone(3, 1);
    World.Running reader = world.attempt(1001, 0);
    long before = world.tables.get(reader.executorId()).get(7).getEpoch();
    int attemptBefore = world.tables.get(reader.executorId()).get(7).getOutputs(1).getAttempt();
    world.fetchFailed(1001, 0, 7, 1);
    world.succeed(107, 1);
    MapOutputs table = world.tables.get(world.attempt(1001, 0).executorId()).get(7);
    assertThat(table.getEpoch()).isGreaterThan(before);
    assertThat(table.getOutputs(1).getAttempt()).isNotEqualTo(attemptBefore);
  }

  @Test
  void howeverManyReadersComplainTheMapTaskRunsAgainOnce() {
    mapsDone(3, 6);
    for (int reader = 0; reader < 6; reader++) {
      world.fetchFailed(1001, reader, 7, 2);
    }
    assertThat(world.runningOf(107)).containsExactly(2);
    world.succeed(107, 2);
    world.succeedAll(1001);
    assertThat(world.launchesOf(107)).isEqualTo(4);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void aComplaintAboutAnOutputThatWasReplacedIsLeftAlone() {
    mapsDone(3, 2);
    TaskEnded late =
        world
            .unreadable(world.attempt(1001, 1).executorId(), 7, 2, "MISSING")
            .setTaskId(world.taskOf(1001, 1))
            .build();
    String executor = world.attempt(1001, 1).executorId();
    world.fetchFailed(1001, 0, 7, 2);
    world.succeed(107, 2);
    world.running.remove(late.getTaskId());
    world.report(executor, late);
    assertThat(world.runningOf(107)).isEmpty();
    world.succeedAll(1001);
    assertThat(world.launchesOf(107)).isEqualTo(4);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void runningReadersGoOnAndCount() {
    mapsDone(3, 3);
    world.fetchFailed(1001, 0, 7, 2);
    world.succeed(1001, 1);
    world.succeed(1001, 2);
    world.succeed(107, 2);
    world.succeedAll(1001);
    assertThat(world.launchesOf(1001)).isEqualTo(4);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void oneAttemptOfAStageCountsOnceHoweverManyOutputsItMisses() {
    mapsDone(6, 6);
    for (int i = 0; i < 6; i++) {
      world.fetchFailed(1001, i, 7, i);
    }
    assertThat(world.runningOf(107)).containsExactly(0, 1, 2, 3, 4, 5);
    world.succeedAll(107);
    world.succeedAll(1001);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void tooManyAttemptsInARowFailTheJob() {
    mapsDone(6, 1);
    for (int i = 0; i < 3; i++) {
      assertThat(world.failed).isEmpty();
      world.fetchFailed(1001, 0, 7, i);
      world.succeedAll(107);
    }
    assertThat(world.failed.get(1).code()).isEqualTo(ErrorCode.SHUFFLE_FETCH_FAILED);
    assertThat(world.failed.get(1).detail()).contains("map output 2 of shuffle 7");
  }

  @Test
  void aLostNodeCostsExactlyItsMapOutputs() {
    mapsDone(6, 7); // one reader has to wait, so what it reads is needed
    List<Integer> lost = mapsOn("h2", 6);
    assertThat(lost).isNotEmpty();
    world.loseNode("h2");
    assertThat(world.runningOf(107)).isEmpty(); // no free slot yet
    world.succeed(1001, world.runningOf(1001).get(0));
    while (!world.completed.contains(1)) {
      world.succeedAll(107);
      world.succeedAll(1001);
    }
    assertThat(world.launchesOf(107)).isEqualTo(6 + lost.size());
    assertThat(
            world.launches.stream()
                .filter(launch -> launch.stageId() == 107)
                .skip(6)
                .map(SchedulerAction.Launch::task)
                .sorted())
        .isEqualTo(lost);
    assertThat(
            world.events.stream()
                .filter(Event::hasMapOutputsLost)
                .map(event -> event.getMapOutputsLost().getCount()))
        .containsExactly(lost.size());
  }

  private String placeOf(int map) {
    return World.hostIn(world.tables.values().iterator().next().get(7), map);
  }

  @Test
  void outputsOnANodeThatIsLostWhileTheStageRunsAreMadeAgain() {
    world.submit(Plans.job(1, 1, List.of(7), Plans.map(7, 12)));
    String host = world.hostOf(world.attempt(107, 0).executorId());
    world.succeed(107, 0);
    world.loseNode(host);
    world.succeedAll(107);
    world.succeedAll(1001);
    assertThat(world.launches.stream().filter(l -> l.stageId() == 107 && l.task() == 0)).hasSize(2);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void lossesGoBackThroughAsManyStagesAsTheyMust() {
    world.submit(Plans.job(1, 1, List.of(8), Plans.map(7, 3), Plans.map(8, 3, 7)));
    world.succeedAll(107);
    world.succeedAll(108);
    String reader = world.attempt(1001, 0).executorId();
    String host =
        Stream.of("e1", "e2", "e3")
            .filter(e -> !e.equals(reader))
            .map(world::hostOf)
            .findFirst()
            .orElseThrow();
    world.loseNode(host);
    assertThat(world.runningOf(108)).isEmpty();
    // Maps of 8 on that host are missing, but nobody has pending work that needs them yet.
    MapOutputs table = world.tables.get(reader).get(8);
    int map =
        IntStream.range(0, 3)
            .filter(m -> World.hostIn(table, m).equals(host))
            .findFirst()
            .orElseThrow();
    world.fetchFailed(1001, 0, 8, map);
    assertThat(world.runningOf(107)).hasSize(1); // its input is lost as well
    world.succeedAll(107);
    assertThat(world.runningOf(108)).hasSize(1);
    world.succeedAll(108);
    world.succeedAll(1001);
    assertThat(world.launchesOf(107)).isEqualTo(4);
    assertThat(world.launchesOf(108)).isEqualTo(4);
    assertThat(world.completed).containsExactly(1);
  }

  @Test
  void anUnreachableHostKeepsItsOtherOutputsUntilItIsUnreachableAgain() {
    mapsDone(9, 1);
    String bad = hostWithSeveral();
    List<Integer> there = mapsOn(bad, 9);
    world.fetchFailed(1001, 0, 7, there.get(0), "UNREACHABLE");
    assertThat(world.runningOf(107)).containsExactly(there.get(0));
    world.succeed(107, there.get(0));
    world.fetchFailed(1001, 0, 7, there.get(1), "UNREACHABLE");
    assertThat(world.runningOf(107)).containsAll(there.subList(1, there.size()));
  }

  private String hostWithSeveral() {
    return Stream.of("h1", "h2", "h3")
        .filter(host -> mapsOn(host, 9).size() >= 3)
        .findFirst()
        .orElseThrow();
  }

  private List<Integer> mapsOn(String host, int maps) {
    return IntStream.range(0, maps).filter(map -> placeOf(map).equals(host)).boxed().toList();
  }
}
