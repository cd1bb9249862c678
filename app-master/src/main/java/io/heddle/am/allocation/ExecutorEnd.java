package io.heddle.am.allocation;

import io.heddle.conf.DataSize;
import java.util.regex.Pattern;

/**
 * What the end of an executor's container means.
 *
 * @param reason for people; where something can be changed to prevent it, it says what
 * @param failed whether the executor is to blame, so that it counts against {@code
 *     heddle.executor.maxFailures}
 * @param nodeLost whether the container's whole node is gone
 */
public record ExecutorEnd(String reason, boolean failed, boolean nodeLost) {
  // YARN's ContainerExitStatus, whose numbers are part of its protocol.
  private static final int ABORTED = -100;
  private static final int DISKS_FAILED = -101;
  private static final int PREEMPTED = -102;
  private static final int EXCEEDED_VIRTUAL_MEMORY = -103;
  private static final int EXCEEDED_PHYSICAL_MEMORY = -104;
  private static final int KILLED_BY_MASTER = -105;
  private static final int KILLED_BY_RESOURCE_MANAGER = -106;
  private static final int KILLED_AFTER_APPLICATION = -107;
  private static final int KILLED_BY_CONTAINER_SCHEDULER = -108;
  private static final int EXCESS_LOGS = -109;
  private static final int SIGKILLED = 137;
  private static final int SIGTERMED = 143;

  private static final int LONGEST = 300;
  private static final Pattern ERROR =
      Pattern.compile("Exception|Error|ERROR|FATAL|HDL-\\d{4}|[Cc]annot|[Nn]ot found");
  private static final Pattern YARNS_OWN =
      Pattern.compile("^(at |Error file:|Exception from container-launch|Exception message:)");

  /**
   * @param exitStatus YARN's for the container: the process's, or one of its own below zero
   * @param diagnostics YARN's words; may be empty or null
   * @param released whether the ApplicationMaster had released the container
   * @param memory the container's
   */
  public static ExecutorEnd of(
      int exitStatus, String diagnostics, boolean released, DataSize memory) {
    if (released) {
      return new ExecutorEnd("released", false, false);
    }
    return switch (exitStatus) {
      case ABORTED ->
          expired(diagnostics)
              ? new ExecutorEnd("its container was not started in time", false, false)
              : new ExecutorEnd("its node was lost", false, true);
      case DISKS_FAILED -> new ExecutorEnd("its node's disks failed", false, false);
      case PREEMPTED -> new ExecutorEnd("preempted for another queue", false, false);
      case KILLED_BY_MASTER, KILLED_BY_RESOURCE_MANAGER, KILLED_AFTER_APPLICATION ->
          new ExecutorEnd("killed by the ResourceManager", false, false);
      case KILLED_BY_CONTAINER_SCHEDULER ->
          new ExecutorEnd("killed by its NodeManager to free resources", false, false);
      case EXCEEDED_PHYSICAL_MEMORY ->
          new ExecutorEnd(
              "killed for using more than its "
                  + memory
                  + " of memory; raise heddle.executor.memoryOverhead, or lower"
                  + " heddle.executor.cores so that fewer tasks share it",
              true,
              false);
      case EXCEEDED_VIRTUAL_MEMORY ->
          new ExecutorEnd(
              "killed for using too much virtual memory; raise heddle.executor.memoryOverhead, or"
                  + " set yarn.nodemanager.vmem-check-enabled=false on the NodeManagers",
              true,
              false);
      case EXCESS_LOGS -> new ExecutorEnd("killed for writing too much log", true, false);
      case SIGKILLED -> new ExecutorEnd("killed by signal 9" + tail(diagnostics), true, false);
      case SIGTERMED -> new ExecutorEnd("ended by signal 15" + tail(diagnostics), true, false);
      default ->
          new ExecutorEnd("ended with exit status " + exitStatus + tail(diagnostics), true, false);
    };
  }

  /** Whether YARN took back a container because nothing was started in it. */
  private static boolean expired(String diagnostics) {
    return diagnostics != null && diagnostics.contains("expired");
  }

  /** Whether YARN took the container for somebody else. */
  public static boolean isPreemption(int exitStatus) {
    return exitStatus == PREEMPTED;
  }

  /**
   * The last line of the process's own output that tells of an error, which YARN hands over with
   * its own words; empty when there is none.
   */
  private static String tail(String diagnostics) {
    if (diagnostics == null) {
      return "";
    }
    String[] lines = diagnostics.strip().split("\\R");
    for (int i = lines.length - 1; i >= 0; i--) {
      String line = lines[i].strip();
      if (ERROR.matcher(line).find() && !YARNS_OWN.matcher(line).find()) {
        return ": " + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line);
      }
    }
    return "";
  }
}
