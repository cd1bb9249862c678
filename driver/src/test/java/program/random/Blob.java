package program.random;

import java.io.Serializable;
import java.util.Arrays;

/** Bytes with equality and an order by content, as a key of a user's own class. */
@SuppressWarnings("ArrayRecordComponent") // equality is by content
record Blob(byte[] bytes) implements Comparable<Blob>, Serializable {
  @Override
  public boolean equals(Object other) {
    return other instanceof Blob blob && Arrays.equals(bytes, blob.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public int compareTo(Blob other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return "Blob" + Arrays.toString(bytes);
  }
}
