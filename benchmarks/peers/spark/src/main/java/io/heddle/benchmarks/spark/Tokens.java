package io.heddle.benchmarks.spark;

import java.util.Iterator;
import java.util.StringTokenizer;

/** The JDK's tokenizer as an iterator of strings; the same for Spark and Heddle. */
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
