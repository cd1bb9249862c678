package io.heddle.client;

import io.heddle.error.HeddleException;

/**
 * Exit statuses of the {@code heddle} command.
 *
 * <pre>
 *     0  done; for submit: the application succeeded
 *     1  failed: the application, or what the command was to do. An application that ends by
 *        System.exit(n) under --master local[N] gives its own status
 *     2  the command line or a setting is wrong; nothing was started
 *     3  the application was killed
 *   130  interrupted (Ctrl-C); submit has killed the application, unless --detach
 *   143  terminated (SIGTERM), likewise
 * </pre>
 */
public final class ExitStatus {
  public static final int OK = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;
  public static final int KILLED = 3;

  private ExitStatus() {}

  /** The status for an error that ended the command. */
  public static int of(HeddleException e) {
    return switch (e.code()) {
      case BAD_ARGUMENT, BAD_SETTING, UNKNOWN_SETTING, NO_HADOOP_CONF -> USAGE;
      case KILLED -> KILLED;
      default -> FAILED;
    };
  }
}
