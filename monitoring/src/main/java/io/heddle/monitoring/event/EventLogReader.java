package io.heddle.monitoring.event;

import com.google.protobuf.InvalidProtocolBufferException;
import io.heddle.protocol.event.Event;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Plays an event log, as {@link EventLogWriter} describes it, to a sink. */
public final class EventLogReader {
  /** No event is near this size; a longer one means that the bytes are not events. */
  static final int MAX_EVENT_BYTES = 64 << 20;

  private EventLogReader() {}

  /**
   * What was found.
   *
   * @param events handed to the sink
   * @param bytes of the file up to the end of the last whole event
   * @param whole false if the file ended within an event, or went on with bytes that are none
   */
  public record Result(long events, long bytes, boolean whole) {}

  /**
   * Hands every whole event to the sink, in the order of the file. A tail that is cut off or
   * damaged ends the reading quietly.
   *
   * @param in read to its end, not closed
   * @throws IOException if the stream fails, or the file is no event log of a known version
   */
  public static Result read(InputStream in, EventSink sink) throws IOException {
    InputStream buffered = new BufferedInputStream(in, 1 << 16);
    byte[] magic = buffered.readNBytes(EventLogWriter.MAGIC.length);
    if (!Arrays.equals(magic, 0, magic.length, EventLogWriter.MAGIC, 0, magic.length)) {
      throw new IOException("not an event log of version 1");
    }
    if (magic.length < EventLogWriter.MAGIC.length) {
      return new Result(0, 0, false);
    }
    long events = 0;
    long bytes = magic.length;
    while (true) {
      int first = buffered.read();
      if (first < 0) {
        return new Result(events, bytes, true);
      }
      long length = length(first, buffered);
      if (length < 0 || length > MAX_EVENT_BYTES) {
        return new Result(events, bytes, false);
      }
      byte[] message = buffered.readNBytes((int) length);
      if (message.length < length) {
        return new Result(events, bytes, false);
      }
      Event event;
      try {
        event = Event.parseFrom(message);
      } catch (InvalidProtocolBufferException e) {
        return new Result(events, bytes, false);
      }
      sink.accept(event);
      events++;
      bytes += length + varintBytes(length);
    }
  }

  /** The varint that begins with {@code first}; -1 if it is cut off or too long. */
  private static long length(int first, InputStream in) throws IOException {
    long value = 0;
    int next = first;
    for (int shift = 0; shift < 35; shift += 7) {
      if (next < 0) {
        return -1;
      }
      value |= (next & 0x7FL) << shift;
      if ((next & 0x80) == 0) {
        return value;
      }
      next = in.read();
    }
    return -1;
  }

  private static int varintBytes(long value) {
    return Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7);
  }
}
