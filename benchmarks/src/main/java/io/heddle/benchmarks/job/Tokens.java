package io.heddle.benchmarks.job;

import java.util.Iterator;
import java.util.StringTokenizer;

/** The JDK's tokenizer as an iterator of strings; the same for Heddle and its peers. */
final class Tokens implements Iterator<String> {
  private final StringTokenizer tokens;

  Tokens(StringTokenizer tokens) {
    this.tokens = tokens;
  }

  @Override
  public boolean hasNext() {
    return tokens.hasMoreTokens();
  }

  @Override
  public String next() {
    return tokens.nextToken();
  }
}
