package io.heddle.benchmarks.run;

import java.nio.file.Path;
import java.util.List;

/** One whole job to time: which class, with which arguments, and which figure counts. */
enum Benchmark {
  WORDCOUNT("wordcount", "WordCountJob", Figure.JOB_SECONDS, true),
  TASKS("tasks", "TasksJob", Figure.JOB_SECONDS, false),
  JOBS("jobs", "TasksJob", Figure.SMALL_JOB_SECONDS, false),
  STARTUP("startup", "StartupJob", Figure.SECONDS_TO_FIRST_RESULT, false);

  /** What is compared. */
  enum Figure {
    /** Seconds the job took within its process, as it printed after {@code JOB}. */
    JOB_SECONDS,
    /** Seconds of one small job, as printed after {@code SMALLJOB}. */
    SMALL_JOB_SECONDS,
    /** Seconds from the start of the process to its line {@code FIRST}. */
    SECONDS_TO_FIRST_RESULT
  }

  private final String label;
  private final String job;
  private final Figure figure;
  private final boolean readsText;

  Benchmark(String label, String job, Figure figure, boolean readsText) {
    this.label = label;
    this.job = job;
    this.figure = figure;
    this.readsText = readsText;
  }

  String label() {
    return label;
  }

  String job() {
    return job;
  }

  Figure figure() {
    return figure;
  }

  boolean readsText() {
    return readsText;
  }

  List<String> arguments(String master, Path input, Path output) {
    return readsText ? List.of(master, input.toString(), output.toString()) : List.of(master);
  }

  static Benchmark named(String name) {
    for (Benchmark benchmark : values()) {
      if (benchmark.label.equals(name)) {
        return benchmark;
      }
    }
    throw new IllegalArgumentException(
        "no benchmark is called '" + name + "'; there are wordcount, tasks, jobs, startup, submit");
  }
}
