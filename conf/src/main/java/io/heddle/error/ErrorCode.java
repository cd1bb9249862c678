package io.heddle.error;

/**
 * Every error a user can meet. A code's name and number never change meaning; codes are only added.
 *
 * <p>Each code says what to do about it ({@link #remedy()}); the detail of one occurrence (which
 * path, which key) stands in the {@link HeddleException}.
 */
public enum ErrorCode {
  // 1xxx USER
  BAD_ARGUMENT(1001, Blame.USER, "Run 'heddle help' for the options of each command."),
  BAD_SETTING(1002, Blame.USER, "Run 'heddle config' for every setting with its type."),
  UNKNOWN_SETTING(1003, Blame.USER, "Run 'heddle config' for the names of all settings."),
  INPUT_NOT_FOUND(1004, Blame.USER, "Check the path; 'hdfs dfs -ls' shows what is in HDFS."),
  OUTPUT_EXISTS(1005, Blame.USER, "Choose another output path, or remove this one first."),
  CLASS_NOT_FOUND(1006, Blame.USER, "Check --class, and that the jar holds that class."),
  NO_MAIN_METHOD(1007, Blame.USER, "Give the class 'public static void main(String[])'."),
  UNREADABLE_JAR(1008, Blame.USER, "Check that the file exists and is a jar."),
  NOT_SERIALIZABLE(
      1009,
      Blame.USER,
      "Make the named field's class Serializable, or copy what the function needs into a local"
          + " variable."),
  USER_CODE_FAILED(1010, Blame.USER, "The first frame of your own code is named above."),
  NO_HADOOP_CONF(
      1011,
      Blame.USER,
      "Set HADOOP_CONF_DIR to the directory of core-site.xml and yarn-site.xml, or use"
          + " --master embedded or --master local[*]."),
  NO_CONTEXT(1012, Blame.USER, "Start the program with 'heddle submit'."),
  UNKNOWN_QUEUE(1013, Blame.USER, "'yarn queue -list' shows the queues you may use."),
  UNKNOWN_APPLICATION(1014, Blame.USER, "'heddle list --all' shows the applications."),
  KILLED(1015, Blame.USER, "The application was killed on request."),
  CONTEXT_CLOSED(1016, Blame.USER, "Run actions before the context is closed."),
  INPUT_CORRUPT(1017, Blame.USER, "Check the file with the tool that wrote it."),
  ACCUMULATOR_READ_IN_TASK(
      1018, Blame.USER, "Read the accumulator in the program, after the action; tasks only add."),
  BROADCAST_DESTROYED(
      1019, Blame.USER, "Destroy a broadcast only after the last job that reads it."),
  JOB_CANCELLED(
      1020, Blame.USER, "The program cancelled this job; run the action again if needed."),
  CHECKPOINT_LOST(
      1021,
      Blame.USER,
      "Use checkpoint() in place of localCheckpoint() for what must outlive executors, and keep the"
          + " checkpoint directory while the program runs."),
  NONDETERMINISTIC_RERUN(
      1022,
      Blame.USER,
      "Persist to disk or checkpoint what the named stage computes before it is used, or sort its"
          + " records, so that computing it again gives the same."),

  // 2xxx RESOURCE
  CONTAINER_TOO_LARGE(
      2001,
      Blame.RESOURCE,
      "Lower the memory or cores asked for, or raise"
          + " yarn.scheduler.maximum-allocation-mb/-vcores."),
  OUT_OF_MEMORY(2002, Blame.RESOURCE, "Raise heddle.executor.memory or use more partitions."),
  DISK_FULL(2003, Blame.RESOURCE, "Free space in the NodeManagers' local directories."),
  NO_EXECUTORS(2004, Blame.RESOURCE, "Look at the queue's free capacity in the RM's UI."),
  RESULT_TOO_LARGE(2005, Blame.RESOURCE, "Save the result instead, or raise the named limit."),
  CONTAINER_OUTGROWN(
      2006,
      Blame.RESOURCE,
      "Raise heddle.executor.memoryOverhead, or lower heddle.executor.cores."),
  EXCLUDED_EVERYWHERE(
      2007,
      Blame.RESOURCE,
      "Look at why tasks failed on the named executors and nodes; heddle.excludeOnFailure.* says"
          + " how soon they are excluded."),

  // 3xxx EXTERNAL
  AUX_SERVICE_MISSING(
      3001,
      Blame.EXTERNAL,
      "Install the shuffle service on every NodeManager: copy aux/heddle-shuffle-*.jar and set"
          + " yarn.nodemanager.aux-services=heddle_shuffle,"
          + " yarn.nodemanager.aux-services.heddle_shuffle.class=io.heddle.shuffle.yarn.HeddleShuffleService"
          + " and yarn.nodemanager.aux-services.heddle_shuffle.classpath=<the jar>."),
  HDFS_FAILED(3002, Blame.EXTERNAL, "Look at the NameNode's state and the path's permissions."),
  YARN_FAILED(3003, Blame.EXTERNAL, "Look at the ResourceManager's log."),
  CONNECTION_FAILED(3004, Blame.EXTERNAL, "Check that the named host and port can be reached."),
  EXECUTORS_KEEP_FAILING(3005, Blame.EXTERNAL, "'heddle logs <application>' shows their output."),
  AUTHENTICATION_FAILED(3006, Blame.EXTERNAL, "The peer does not hold this application's secret."),
  SUBMISSION_REJECTED(3007, Blame.EXTERNAL, "The ResourceManager's reason is given above."),
  SHUFFLE_FETCH_FAILED(3008, Blame.EXTERNAL, "Look at the named node's disks and NodeManager."),

  // 4xxx ENGINE
  INTERNAL(4001, Blame.ENGINE, "This is a bug in Heddle; please report it with the logs."),
  PROTOCOL_VIOLATION(4002, Blame.ENGINE, "Check that all parts are of one Heddle version.");

  private final int number;
  private final Blame blame;
  private final String remedy;

  ErrorCode(int number, Blame blame, String remedy) {
    this.number = number;
    this.blame = blame;
    this.remedy = remedy;
  }

  /** The stable number, unique among all codes. */
  public int number() {
    return number;
  }

  public Blame blame() {
    return blame;
  }

  /** What the user can do about it: one sentence. */
  public String remedy() {
    return remedy;
  }

  /** How the code is written in messages: {@code HDL-1004 INPUT_NOT_FOUND}. */
  public String label() {
    return "HDL-" + number + " " + name();
  }
}
