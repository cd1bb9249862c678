package io.heddle.executor.sort;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Merges sorted sources; of equal elements those of the earlier source come first. A tree of
 * losers: one comparison a level for each element. Used by one thread.
 */
final class MergingIterator<T> implements Iterator<T> {
  private final Comparator<? super T> order;
  private final List<Iterator<T>> sources;
  private final Object[] heads;

  /** {@code losers[0]} is the winner; {@code losers[n]} the loser of the match at inner node n. */
  private final int[] losers;

  MergingIterator(List<Iterator<T>> sources, Comparator<? super T> order) {
    this.sources = sources;
    this.order = order;
    this.heads = new Object[sources.size()];
    this.losers = new int[Math.max(1, sources.size())];
    for (int i = 0; i < heads.length; i++) {
      heads[i] = pull(i);
    }
    losers[0] = heads.length == 0 ? -1 : play(1);
  }

  /** Plays all matches below a node; the leaves follow the inner nodes. Gives the winner. */
  private int play(int node) {
    int k = heads.length;
    if (node >= k) {
      return node - k;
    }
    int left = play(2 * node);
    int right = play(2 * node + 1);
    boolean leftWins = wins(left, right);
    losers[node] = leftWins ? right : left;
    return leftWins ? left : right;
  }

  private Object pull(int source) {
    Iterator<T> from = sources.get(source);
    return from.hasNext() ? from.next() : null;
  }

  @SuppressWarnings("unchecked") // heads are elements
  private boolean wins(int a, int b) {
    if (heads[a] == null || heads[b] == null) {
      return heads[b] == null && (heads[a] != null || a < b);
    }
    int compared = order.compare((T) heads[a], (T) heads[b]);
    return compared < 0 || (compared == 0 && a < b);
  }

  @Override
  public boolean hasNext() {
    return losers[0] >= 0 && heads[losers[0]] != null;
  }

  @Override
  @SuppressWarnings("unchecked") // heads are elements
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int winner = losers[0];
    T element = (T) heads[winner];
    heads[winner] = pull(winner);
    for (int node = (winner + heads.length) / 2; node > 0; node /= 2) {
      if (wins(losers[node], winner)) {
        int beaten = winner;
        winner = losers[node];
        losers[node] = beaten;
      }
    }
    losers[0] = winner;
    return element;
  }
}
