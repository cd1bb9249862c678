package io.heddle.am.allocation;

import java.util.List;

/**
 * What is to be told to the ResourceManager, in this order: give back, cancel, ask.
 *
 * @param accepted containers to start executors in
 * @param giveBack containers that nobody needs
 */
public record Changes(List<Ask> ask, List<Ask> cancel, List<Offer> accepted, List<Offer> giveBack) {
  public Changes {
    ask = List.copyOf(ask);
    cancel = List.copyOf(cancel);
    accepted = List.copyOf(accepted);
    giveBack = List.copyOf(giveBack);
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return ask.isEmpty() && cancel.isEmpty() && accepted.isEmpty() && giveBack.isEmpty();
  }
}
