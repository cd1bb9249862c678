package io.heddle.rdd;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.Serializable;

/**
 * A file's content that has not been read: it is opened by whoever uses it, in a task or in the
 * driver. Immutable.
 */
public interface PortableDataStream extends Serializable {
  /** The content from its first byte; the caller closes it. */
  DataInputStream open() throws IOException;

  /** All of the content. */
  byte[] toArray() throws IOException;

  /** Absolute, with its scheme. */
  String getPath();
}
