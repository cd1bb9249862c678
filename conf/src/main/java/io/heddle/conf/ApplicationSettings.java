package io.heddle.conf;

import static io.heddle.conf.SettingType.*;

import java.util.List;

/** What an application is and where it runs. */
public final class ApplicationSettings {
  public static final Setting<String> NAME =
      Setting.of(
          "heddle.app.name",
          STRING,
          "",
          "The application's name in the ResourceManager; the main class's name when empty.",
          "spark.app.name");
  public static final Setting<String> MASTER =
      Setting.of(
          "heddle.master",
          STRING,
          "yarn",
          "Where the application runs: yarn, embedded[nodes] or local[threads].",
          "spark.master");
  public static final Setting<String> QUEUE =
      Setting.of(
          "heddle.yarn.queue",
          STRING,
          "default",
          "The queue that the application is submitted to.",
          "spark.yarn.queue");
  public static final Setting<List<String>> JARS =
      Setting.of(
          "heddle.jars",
          LIST,
          List.of(),
          "Jars put beside the user's jar on the class path of driver and executors.",
          "spark.jars");
  public static final Setting<List<String>> FILES =
      Setting.of(
          "heddle.files",
          LIST,
          List.of(),
          "Files placed in the working directory of driver and executors.",
          "spark.files");
  public static final Setting<List<String>> ARCHIVES =
      Setting.of(
          "heddle.archives",
          LIST,
          List.of(),
          "Archives unpacked in the working directory of driver and executors; 'a.zip#name' sets the directory's name.",
          "spark.archives");
  public static final Setting<Integer> DEFAULT_PARALLELISM =
      Setting.of(
          "heddle.default.parallelism",
          intBetween(0, Integer.MAX_VALUE),
          0,
          "Partitions of parallelize and of shuffles whose program names none; 0 means the total task slots, at least 2.",
          "spark.default.parallelism");
  public static final Setting<DataSize> MAX_RESULT_SIZE =
      Setting.of(
          "heddle.driver.maxResultSize",
          SIZE,
          DataSize.ofGibibytes(1),
          "The most that the serialised results of one job may hold.",
          "spark.driver.maxResultSize");

  private ApplicationSettings() {}
}
