package io.heddle.shuffle.client;

/**
 * A shuffle server's host and port; port 0 names none, and only the files on that host can be read.
 */
final class Endpoint {
  private final String host;
  private final int port;

  Endpoint(String host, int port) {
    if (host.isEmpty() || port < 0 || port > 65535) {
      throw new IllegalArgumentException("not a shuffle server's address: " + host + ":" + port);
    }
    this.host = host;
    this.port = port;
  }

  String host() {
    return host;
  }

  int port() {
    return port;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Endpoint
        && port == ((Endpoint) other).port
        && host.equals(((Endpoint) other).host);
  }

  @Override
  public int hashCode() {
    return host.hashCode() * 31 + port;
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
