package io.heddle.benchmarks.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** One whole job to time: which class, with which arguments, and which figure counts. */
enum Benchmark {
  WORDCOUNT("wordcount", "WordCountJob", Figure.JOB_SECONDS, Input.WORDS),
  SORT("sort", "SortJob", Figure.JOB_SECONDS, Input.RECORDS),
  PAGERANK("pagerank", "PageRankJob", Figure.JOB_SECONDS, Input.NONE),
  JOIN("join", "JoinJob", Figure.JOB_SECONDS, Input.NONE),
  AGGREGATE("aggregate", "AggregateJob", Figure.JOB_SECONDS, Input.NONE),
  CACHE("cache", "CacheJob", Figure.JOB_SECONDS, Input.WORDS),
  TASKS("tasks", "TasksJob", Figure.JOB_SECONDS, Input.NONE),
  JOBS("jobs", "TasksJob", Figure.SMALL_JOB_SECONDS, Input.NONE),
  STARTUP("startup", "StartupJob", Figure.SECONDS_TO_FIRST_RESULT, Input.NONE);

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
  private final Input input;

  Benchmark(String label, String job, Figure figure, Input input) {
    this.label = label;
    this.job = job;
    this.figure = figure;
    this.input = input;
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

  Input input() {
    return input;
  }

  /**
   * The job's arguments.
   *
   * @param file the input; null where it reads none
   */
  List<String> arguments(String master, Path file, Path output) {
    return file == null ? List.of(master) : List.of(master, file.toString(), output.toString());
  }

  static String names() {
    return Arrays.stream(values()).map(Benchmark::label).collect(Collectors.joining(", "))
        + ", submit";
  }

  static Benchmark named(String name) {
    for (Benchmark benchmark : values()) {
      if (benchmark.label.equals(name)) {
        return benchmark;
      }
    }
    throw new IllegalArgumentException(
        "no benchmark is called '" + name + "'; there are " + names());
  }
}
