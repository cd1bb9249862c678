package io.heddle.client.terminal;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Takes what a program prints and hands it to a view by whole lines. Safe for all threads. */
public final class LineOutput extends OutputStream {
  private final ProgressView view;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private LineOutput(ProgressView view) {
    this.view = view;
  }

  /** A stream, in UTF-8, whose lines stand above what the view redraws. */
  public static PrintStream above(ProgressView view) {
    return new PrintStream(new LineOutput(view), false, StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void write(int b) {
    line.write(b);
    if (b == '\n') {
      hand();
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int afterNewline = offset;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        afterNewline = i + 1;
      }
    }
    line.write(bytes, offset, afterNewline - offset);
    if (afterNewline > offset) {
      hand();
    }
    line.write(bytes, afterNewline, end - afterNewline);
  }

  /** Gives the rest a line of its own. */
  @Override
  public synchronized void close() {
    if (line.size() > 0) {
      line.write('\n');
      hand();
    }
  }

  private void hand() {
    view.print(line.toString(StandardCharsets.UTF_8));
    line.reset();
  }
}
