package io.heddle.hdfs.text;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
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
 * <p>Strings are made straight from one large buffer. Records, and bytes where wanted, are counted
 * once per buffer. Used by one thread. {@code in} is the caller's to close.
 */
final class LineReader implements Iterator<String> {
  /** The end of a stretch that has no end but the file's. */
  static final long WHOLE_FILE = Long.MAX_VALUE / 2;

  /** Read at once beyond the split's end, where the last line ends soon. */
  private static final int TAIL_BYTES = 1 << 14;

  private static final int LONGEST_LINE = Integer.MAX_VALUE - 8;

  private final InputStream in;
  private final long end;
  private final TaskContext context;
  private final boolean countBytes;

  private byte[] buffer;
  private int position;
  private int limit;
  private long bufferStart;
  private boolean first;
  private boolean exhausted;
  private boolean ready;
  private long linesUncounted;
  private long countedTo;
  private int lineStart;
  private int lineEnd;

  /**
   * @param in begins at {@code start}
   * @param start where the split begins; a line that begins before or at it belongs to the split
   *     before, unless it is 0
   * @param end the last byte at which a line of this split may begin
   * @param buffer this reader's until it is done; replaced by a larger one for a longer line
   * @param countBytes whether the bytes of this split's lines are counted as input: over all splits
   *     of a file each byte is counted once
   */
  LineReader(
      InputStream in,
      long start,
      long end,
      TaskContext context,
      byte[] buffer,
      boolean countBytes) {
    this.in = in;
    this.end = end;
    this.context = context;
    this.buffer = buffer;
    this.countBytes = countBytes;
    this.bufferStart = start;
    this.first = start == 0;
    this.countedTo = first ? 0 : WHOLE_FILE; // The skipped line counts elsewhere.
    if (first) {
      skipByteOrderMark();
    } else {
      // The line that this begins in belongs to the split before.
      advance();
      countedTo = bufferStart + position;
    }
  }

  /** The buffer, maybe grown, for the next reader. */
  byte[] buffer() {
    return buffer;
  }

  @Override
  public boolean hasNext() {
    if (!ready && !exhausted) {
      ready = begins() && advance();
      if (!ready) {
        finish();
      }
    }
    return ready;
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    return line();
  }

  @Override
  public void forEachRemaining(Consumer<? super String> action) {
    if (ready) {
      ready = false;
      action.accept(line());
    }
    while (!exhausted && begins() && advance()) {
      action.accept(line());
    }
    finish();
  }

  private void finish() {
    exhausted = true;
    count();
  }

  /** Whether a line that begins here is this split's. */
  private boolean begins() {
    return bufferStart + position <= end || first;
  }

  private String line() {
    linesUncounted++;
    // Decoding looks for bytes above 127 with vector instructions, and copies when there are none.
    return new String(buffer, lineStart, lineEnd - lineStart, StandardCharsets.UTF_8);
  }

  /** Finds the next line and moves past its end; false at the end of the file. */
  private boolean advance() {
    first = false;
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
  private boolean fill() {
    count();
    if (position > 0) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      bufferStart += position;
      limit -= position;
      position = 0;
    } else if (limit == buffer.length) {
      if (limit == LONGEST_LINE) {
        throw new HeddleException(
            ErrorCode.INPUT_CORRUPT, "a line of more than 2 GiB begins at byte " + bufferStart);
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(LONGEST_LINE, buffer.length * 2L));
    }
    long wanted = Math.max(0, end - (bufferStart + limit)) + TAIL_BYTES;
    int read;
    try {
      read = in.read(buffer, limit, (int) Math.min(wanted, buffer.length - limit));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // FileInput and DecodedInput throw none.
    }
    limit += Math.max(0, read);
    return read >= 0;
  }

  private void skipByteOrderMark() {
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

  private void count() {
    context.counters().add(Counter.INPUT_RECORDS, linesUncounted);
    linesUncounted = 0;
    long readTo = bufferStart + position;
    if (countBytes && readTo > countedTo) {
      context.counters().add(Counter.INPUT_BYTES, readTo - countedTo);
      countedTo = readTo;
    }
    context.checkKilled();
  }
}
