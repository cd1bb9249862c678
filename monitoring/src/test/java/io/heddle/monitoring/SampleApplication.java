package io.heddle.monitoring;

import io.heddle.monitoring.event.EventSink;
import io.heddle.protocol.event.StageInfo;
import io.heddle.protocol.executor.TaskMetrics;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * An application as it might be: a word count with a failed task and a lost executor, and a second
 * job that still runs. The same for the same seed.
 */
public final class SampleApplication {
  private static final String[] LOCALITIES = {
    "NODE_LOCAL", "NODE_LOCAL", "NODE_LOCAL", "RACK_LOCAL"
  };

  private final Random random;
  private final EventSink sink;
  private final long start;
  private long nextTask;

  private SampleApplication(long seed, long start, EventSink sink) {
    random = new Random(seed);
    this.sink = sink;
    this.start = start;
  }

  /** Plays the application up to the middle of its second job, 33 s after {@code startMillis}. */
  public static void play(long seed, long startMillis, EventSink sink) {
    new SampleApplication(seed, startMillis, sink).play();
  }

  private void play() {
    String[] steps = {
      "submitted",
      "am-started",
      "registered",
      "containers-asked",
      "container-allocated",
      "executor-registered",
      "first-task"
    };
    int[] at = {0, 252, 1240, 1262, 1395, 2480, 2551};
    for (int i = 0; i < steps.length; i++) {
      String subject = i == 4 ? "container_e01_1764000000000_0007_01_000002" : i == 5 ? "1" : "";
      sink.accept(Events.milestone(steps[i], subject, start + at[i]));
    }
    sink.accept(
        Events.applicationStarted(
            start + 300,
            1,
            Map.of("heddle.executor.memory", "2g", "heddle.shuffle.secret", "abc123")));
    for (int i = 1; i <= 4; i++) {
      sink.accept(Events.executorAdded(start + 2400 + i * 40L, String.valueOf(i)));
    }
    wordCount();
    pageRank();
    for (int i = 1; i <= 4; i++) {
      if (i != 3) {
        sink.accept(
            Events.heartbeat(start + 32_000, String.valueOf(i), (300L + 290L * i) << 20, 2L << 30));
      }
    }
  }

  private void wordCount() {
    sink.accept(
        Events.jobStarted(
            start + 2500,
            0,
            named(
                0,
                "mapToPair at WordCount.java:29",
                48,
                List.of(),
                "textFile",
                "flatMap",
                "mapToPair",
                "combine"),
            named(
                1,
                "saveAsTextFile at WordCount.java:31",
                16,
                List.of(0),
                "reduceByKey",
                "map",
                "saveAsTextFile")));
    sink.accept(Events.stageStarted(start + 2540, 0, 0, 48));
    long at = start + 2551;
    for (int p = 0; p < 48; p++) {
      String executor = String.valueOf(1 + p % 4);
      long id = nextTask++;
      long begin = at + (p / 8) * 1300L;
      String locality = p % 17 == 16 ? "ANY" : LOCALITIES[random.nextInt(4)];
      sink.accept(Events.taskStarted(begin, id, 0, 0, p, executor, locality, true));
      if (p == 21) {
        sink.accept(
            Events.taskEnded(
                begin + 400,
                id,
                0,
                "FAILED",
                """
                java.lang.NumberFormatException: For input string: "<NULL>"
                \tat io.heddle.examples.LogAnalysis.parse(LogAnalysis.java:57)
                \tat io.heddle.examples.LogAnalysis.lambda$main$0(LogAnalysis.java:31)""",
                TaskMetrics.newBuilder().setRunNanos(390_000_000).build()));
        sink.accept(
            Events.notice(
                begin + 401, "Task 21.0 of stage 0 failed on node2 and is tried again (1 of 4)"));
        id = nextTask++;
        sink.accept(Events.taskStarted(begin + 420, id, 0, 0, p, "1", "RACK_LOCAL", true));
      }
      long millis = 900 + random.nextLong(350) + (p == 40 ? 2600 : 0);
      sink.accept(Events.taskEnded(begin + millis, id, 0, "SUCCEEDED", "", mapMetrics(millis)));
    }
    sink.accept(Events.stageEnded(start + 13_900, 0, 0, true));
    sink.accept(Events.stageStarted(start + 13_910, 1, 0, 16));
    for (int p = 0; p < 16; p++) {
      long id = nextTask++;
      long millis = 380 + random.nextLong(120);
      long begin = start + 13_920 + (p / 8) * 520L;
      sink.accept(Events.taskStarted(begin, id, 1, 0, p, String.valueOf(1 + p % 4), "ANY", false));
      sink.accept(Events.taskEnded(begin + millis, id, 1, "SUCCEEDED", "", reduceMetrics(millis)));
    }
    sink.accept(Events.stageEnded(start + 15_000, 1, 0, true));
    sink.accept(Events.jobEnded(start + 15_010, 0, true, ""));
  }

  private void pageRank() {
    sink.accept(
        Events.jobStarted(
            start + 16_000,
            1,
            named(2, "groupByKey at PageRank.java:22", 48, List.of(), "textFile", "mapToPair")
                .toBuilder()
                .setSkipped(true)
                .build(),
            named(
                3,
                "reduceByKey at PageRank.java:35",
                120,
                List.of(2),
                "groupByKey",
                "cache",
                "join",
                "flatMap"),
            named(
                4,
                "collect at PageRank.java:41",
                24,
                List.of(3),
                "reduceByKey",
                "mapValues",
                "sortByKey")));
    sink.accept(Events.stageStarted(start + 16_020, 3, 0, 120));
    sink.accept(
        Events.executorRemoved(
            start + 22_000, "3", true, "container exited with 137: killed beyond memory limits"));
    sink.accept(
        Events.notice(
            start + 22_001,
            "Executor 3 on node3 was lost: its 2 running tasks are started again elsewhere"));
    for (int p = 0; p < 70; p++) {
      long id = nextTask++;
      String executor = String.valueOf(List.of(1, 2, 4).get(p % 3));
      long begin = start + 16_030 + p * 210L;
      sink.accept(Events.taskStarted(begin, id, 3, 0, p, executor, "PROCESS_LOCAL", true));
      if (p < 64) {
        long millis = 1100 + random.nextLong(500);
        sink.accept(
            Events.taskEnded(begin + millis, id, 3, "SUCCEEDED", "", reduceMetrics(millis)));
        sink.accept(
            Events.cached(
                7, p, executor, (11L << 20) + random.nextInt(1 << 20), p % 9 == 0 ? 3L << 20 : 0));
      }
    }
  }

  private TaskMetrics mapMetrics(long millis) {
    return TaskMetrics.newBuilder()
        .setRunNanos(millis * 1_000_000)
        .setCpuNanos(millis * 930_000)
        .setGcMillis(random.nextInt(40))
        .setInputBytes((128L << 20) - random.nextInt(1 << 22))
        .setInputRecords(1_200_000 + random.nextInt(100_000))
        .setShuffleWriteBytes((3L << 20) + random.nextInt(1 << 19))
        .setShuffleWriteRecords(200_000)
        .setPeakMemoryBytes(60L << 20)
        .build();
  }

  private TaskMetrics reduceMetrics(long millis) {
    return TaskMetrics.newBuilder()
        .setRunNanos(millis * 1_000_000)
        .setCpuNanos(millis * 870_000)
        .setGcMillis(random.nextInt(20))
        .setShuffleReadLocalBytes((2L << 20) + random.nextInt(1 << 19))
        .setShuffleReadRemoteBytes((7L << 20) + random.nextInt(1 << 20))
        .setShuffleReadRecords(600_000)
        .setShuffleFetchWaitNanos(4_000_000)
        .setOutputBytes((4L << 20) + random.nextInt(1 << 18))
        .setOutputRecords(12_500)
        .setSpilledBytes(random.nextInt(5) == 0 ? 24L << 20 : 0)
        .build();
  }

  private static StageInfo named(
      int id, String name, int tasks, List<Integer> parents, String... lineage) {
    return StageInfo.newBuilder()
        .setStageId(id)
        .setName(name)
        .setTasks(tasks)
        .addAllParents(parents)
        .addAllLineage(List.of(lineage))
        .build();
  }
}
