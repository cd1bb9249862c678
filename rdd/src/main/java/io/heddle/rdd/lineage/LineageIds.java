package io.heddle.rdd.lineage;

import java.util.concurrent.atomic.AtomicInteger;

/** Numbers for nodes and shuffles, one source per application; safe for all threads. */
public final class LineageIds {
  private final AtomicInteger nodes = new AtomicInteger();
  private final AtomicInteger shuffles = new AtomicInteger();

  public int nextNode() {
    return nodes.getAndIncrement();
  }

  public int nextShuffle() {
    return shuffles.getAndIncrement();
  }
}
