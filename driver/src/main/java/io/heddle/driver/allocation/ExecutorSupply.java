package io.heddle.driver.allocation;

import java.util.Objects;

/**
 * What a provider has, what it waits for, and what it could get.
 *
 * @param asked executors that were asked for and are not granted
 * @param held executors granted and not ended
 * @param room for how many more there is room, by the provider's latest knowledge; -1 when it has
 *     none
 * @param why what is known of the wait, as the second half of a sentence for people; empty when
 *     nothing is waited for
 */
public record ExecutorSupply(int asked, int held, int room, String why) {
  /** Before a provider has said anything. */
  public static final ExecutorSupply UNKNOWN = new ExecutorSupply(0, 0, -1, "");

  public ExecutorSupply {
    Objects.requireNonNull(why);
  }
}
