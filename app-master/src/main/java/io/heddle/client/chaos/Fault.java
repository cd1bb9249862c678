package io.heddle.client.chaos;

/** What can be done to a cluster. */
enum Fault {
  EXECUTOR_KILLED("executors killed", 5),
  EXECUTOR_PAUSED("executors paused", 2),
  EXECUTOR_CUT_OFF("executors cut off", 2),
  NODE_MANAGER_STOPPED("NodeManagers stopped", 1),
  DATA_NODE_STOPPED("DataNodes stopped", 1),
  MASTER_KILLED("ApplicationMasters killed", 1),
  MASTER_PAUSED("ApplicationMasters paused", 1);

  private final String text;
  private final int weight;

  Fault(String text, int weight) {
    this.text = text;
    this.weight = weight;
  }

  /** For people, in the plural. */
  String text() {
    return text;
  }

  /** How often it is chosen, beside the others. */
  int weight() {
    return weight;
  }
}
