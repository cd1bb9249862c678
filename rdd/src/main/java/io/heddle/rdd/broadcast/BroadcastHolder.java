package io.heddle.rdd.broadcast;

import java.util.Optional;

/**
 * An executor that has chunks of a broadcast: {@code count} of them from {@code first} on, going
 * round at the end. Executors begin at different places, so that they have what others lack.
 *
 * <p><b>Text.</b> Between processes it is {@code <first> <count> <port> <host> <executor id>}. An
 * executor tells the driver what it has, and asks who has what, by reading the block called {@code
 * holders <broadcast id> <that text>}; the answer is a line of that text for each other holder.
 * What comes last in it wins: an executor asks again as it gets more.
 *
 * @param host where its peers reach it
 */
public record BroadcastHolder(int first, int count, int port, String host, String executorId) {
  /** The first word of a question's name. */
  public static final String QUESTION = "holders";

  public BroadcastHolder {
    if (first < 0 || count < 0 || port < 1 || port > 0xFFFF) {
      throw new IllegalArgumentException("no holder: " + first + " " + count + " " + port);
    }
  }

  /** Whether it has a chunk, of {@code total}. */
  public boolean has(int chunk, int total) {
    return Math.floorMod(chunk - first, total) < count;
  }

  public String text() {
    return first + " " + count + " " + port + " " + host + " " + executorId;
  }

  /** The block's name to ask by. */
  public String question(long broadcastId) {
    return QUESTION + " " + broadcastId + " " + text();
  }

  /** Reads what {@link #text()} gave; empty for anything else. */
  public static Optional<BroadcastHolder> parse(String text) {
    String[] words = text.split(" ", 5);
    if (words.length < 5) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new BroadcastHolder(
              Integer.parseInt(words[0]),
              Integer.parseInt(words[1]),
              Integer.parseInt(words[2]),
              words[3],
              words[4]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
