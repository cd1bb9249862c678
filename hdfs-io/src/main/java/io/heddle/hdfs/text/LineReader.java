package io.heddle.hdfs.text;

import io.heddle.task.TaskContext;
import io.heddle.task.TaskCounters.Counter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;

/**
 * The lines of one split, in order, as Hadoop's text input gives them: a line ends in \n, \r or
 * \r\n, or at the end of the file; the end itself is not part of it; bytes that are not UTF-8
 * become U+FFFD. A byte order mark at the beginning of the file is passed over.
 *
 * <p>Strings are made straight from one large buffer. Used by one thread. {@code in} is the
 * caller's to close.
 */
final class LineReader implements Iterator<String> {
  private static final int BUFFER_BYTES = 1 << 20;

  private final InputStream in;
  private final long end;
  private final TaskContext context;

  private byte[] buffer;
  private int position;
  private int limit;
  private long bufferStart;
  private boolean exhausted;
  private boolean checked;
  private long linesUncounted;
  private int lineStart;
  private int lineEnd;

  /**
   * @param in begins at {@code start}
   * @param start where the split begins; lines that begin before or at it belong to the split
   *     before, unless it is 0
   * @param end the last byte at which a line of this split may begin
   */
  LineReader(InputStream in, long start, long end, TaskContext context) throws IOException {
    this(in, start, end, context, BUFFER_BYTES);
  }

  LineReader(InputStream in, long start, long end, TaskContext context, int bufferBytes)
      throws IOException {
    this.in = in;
    this.end = end;
    this.context = context;
    this.buffer = new byte[bufferBytes];
    this.bufferStart = start;
    if (start == 0) {
      skipByteOrderMark();
    } else {
      // The line that this begins in belongs to the split before.
      advance();
    }
  }

  @Override
  public boolean hasNext() {
    if (!checked) {
      checked = true;
      exhausted = exhausted || !begins() || !advanceUnchecked();
      if (exhausted) {
        countLines();
      }
    }
    return !exhausted;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    checked = false;
    return line();
  }

  @Override
  public void forEachRemaining(Consumer<? super String> action) {
    if (checked && !exhausted) {
      checked = false;
      action.accept(line());
    }
    while (!exhausted && begins() && advanceUnchecked()) {
      action.accept(line());
    }
    exhausted = true;
    checked = true;
    countLines();
  }

  /** Whether a line that begins here is this split's. */
  private boolean begins() {
    return bufferStart + position <= end;
  }

  private String line() {
    linesUncounted++;
    // Latin-1 and UTF-8 decoding both check for bytes above 127 with vector instructions first.
    return new String(buffer, lineStart, lineEnd - lineStart, StandardCharsets.UTF_8);
  }

  private boolean advanceUnchecked() {
    try {
      return advance();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Finds the next line and moves past its end; false at the end of the file. */
  private boolean advance() throws IOException {
    int scanFrom = position;
    while (true) {
      int found = LineScan.find(buffer, scanFrom, limit);
      if (found >= 0 && (buffer[found] == '\n' || found + 1 < limit)) {
        lineStart = position;
        lineEnd = found;
        boolean pair = buffer[found] == '\r' && buffer[found + 1] == '\n';
        position = found + (pair ? 2 : 1);
        return true;
      }
      // No end in the buffer, or a \r as its last byte, which a \n may follow.
      int scanned = (found >= 0 ? found : limit) - position;
      if (!fill()) {
        return lastLine(found >= 0);
      }
      scanFrom = position + scanned;
    }
  }

  private boolean lastLine(boolean endsInReturn) {
    if (position == limit) {
      return false;
    }
    lineStart = position;
    lineEnd = endsInReturn ? limit - 1 : limit;
    position = limit;
    return true;
  }

  /** Reads more behind what is left, which moves to the front; false at the end of the file. */
  private boolean fill() throws IOException {
    countLines();
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      bufferStart += position;
      limit -= position;
      position = 0;
    } else if (limit == buffer.length) {
      buffer =
          Arrays.copyOf(
              buffer, Math.toIntExact(Math.min(Integer.MAX_VALUE - 8L, buffer.length * 2L)));
    }
    if (limit == buffer.length) {
      throw new IOException("a line of more than " + limit + " bytes at " + bufferStart);
    }
    int read = in.read(buffer, limit, buffer.length - limit);
    if (read < 0) {
      return false;
    }
    limit += read;
    return true;
  }

  private void skipByteOrderMark() throws IOException {
    while (limit < 3 && fill()) {
      // Streams may give fewer bytes than asked for.
      continue;
    }
    if (limit >= 3
        && buffer[0] == (byte) 0xEF
        && buffer[1] == (byte) 0xBB
        && buffer[2] == (byte) 0xBF) {
      position = 3;
    }
  }

  private void countLines() {
    context.counters().add(Counter.INPUT_RECORDS, linesUncounted);
    linesUncounted = 0;
    context.checkKilled();
  }
}
