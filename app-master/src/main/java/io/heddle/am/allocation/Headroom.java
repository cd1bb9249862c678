package io.heddle.am.allocation;

import io.heddle.am.launch.ContainerSize;
import java.util.Locale;

/**
 * What the ResourceManager says an application could still get in its queue.
 *
 * @param megabytes may be negative, when the queue is over its share
 * @param coresCount whether YARN's scheduler goes by cores too
 */
public record Headroom(long megabytes, int cores, boolean coresCount) {
  /** How many containers there is room for. */
  public int containers(ContainerSize size) {
    long byMemory = Math.max(0, megabytes) / size.megabytes();
    long byCores = coresCount ? Math.max(0, cores) / size.cores() : Integer.MAX_VALUE;
    return (int) Math.min(Integer.MAX_VALUE, Math.min(byMemory, byCores));
  }

  /**
   * What is known of a wait for containers: {@code queue 'etl' has room for 2 containers of 1,408
   * MiB, 1 core}.
   *
   * @param asked containers that are waited for
   */
  public String whyWaiting(String queue, int asked, ContainerSize size) {
    int room = containers(size);
    String each =
        String.format(
            Locale.ROOT,
            "%,d MiB, %d %s",
            size.megabytes(),
            size.cores(),
            size.cores() == 1 ? "core" : "cores");
    if (room >= asked) {
      return "queue '"
          + queue
          + "' has room for them, but no node has "
          + each
          + " free for a container yet";
    }
    return "queue '"
        + queue
        + "' has room for "
        + (room == 0 ? "no container" : room + (room == 1 ? " container" : " containers"))
        + " of "
        + each;
  }
}
