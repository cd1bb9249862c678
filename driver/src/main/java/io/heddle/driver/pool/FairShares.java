package io.heddle.driver.pool;

import java.util.PriorityQueue;

/**
 * Shares out slots one by one, each to who is furthest behind: first those with fewer than their
 * least share, by how much of it they have; then by what they have for their weight. Ties go to the
 * one that comes first.
 */
public final class FairShares {
  /** One of those that want slots. */
  public static final class Claim {
    private final int order;
    private final int weight;
    private final int minShare;
    private int has;
    private int wants;
    private int given;

    /**
     * @param order decides ties
     * @param has slots by now
     * @param wants how many more it could use
     */
    public Claim(int order, int weight, int minShare, int has, int wants) {
      this.order = order;
      this.weight = weight;
      this.minShare = minShare;
      this.has = has;
      this.wants = wants;
    }

    /** Slots it was given. */
    public int given() {
      return given;
    }
  }

  private FairShares() {}

  /**
   * Gives each claim some of the slots; takes time proportional to these, and to the logarithm of
   * the number of claims.
   */
  public static void give(int slots, Iterable<Claim> claims) {
    PriorityQueue<Claim> queue = new PriorityQueue<>(FairShares::compare);
    for (Claim claim : claims) {
      if (claim.wants > 0) {
        queue.add(claim);
      }
    }
    for (int left = slots; left > 0 && !queue.isEmpty(); ) {
      Claim next = queue.poll();
      int some = queue.isEmpty() ? Math.min(left, next.wants) : 1;
      next.given += some;
      next.has += some;
      next.wants -= some;
      left -= some;
      if (next.wants > 0) {
        queue.add(next);
      }
    }
  }

  private static int compare(Claim a, Claim b) {
    boolean aNeeds = a.has < a.minShare;
    boolean bNeeds = b.has < b.minShare;
    if (aNeeds != bNeeds) {
      return aNeeds ? -1 : 1;
    }
    // a.has / a.of < b.has / b.of, without division
    long left = (long) a.has * (aNeeds ? b.minShare : b.weight);
    long right = (long) b.has * (aNeeds ? a.minShare : a.weight);
    return left != right ? Long.compare(left, right) : Integer.compare(a.order, b.order);
  }
}
