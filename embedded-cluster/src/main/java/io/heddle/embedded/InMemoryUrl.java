package io.heddle.embedded;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** A URL that yields bytes of this JVM, for as long as anybody holds it. */
final class InMemoryUrl {
  private InMemoryUrl() {}

  /**
   * @param name what it is called in messages
   * @param content not copied
   */
  static URL of(String name, byte[] content) {
    URLStreamHandler handler =
        new URLStreamHandler() {
          @Override
          protected URLConnection openConnection(URL url) {
            return new Connection(url, content);
          }
        };
    try {
      return new URL("memory", "", -1, "/" + name, handler);
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(name, e);
    }
  }

  private static final class Connection extends URLConnection {
    private final byte[] content;

    Connection(URL url, byte[] content) {
      super(url);
      this.content = content;
    }

    @Override
    public void connect() {
      connected = true;
    }

    @Override
    public InputStream getInputStream() {
      return new ByteArrayInputStream(content);
    }
  }
}
