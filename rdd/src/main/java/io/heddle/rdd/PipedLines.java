package io.heddle.rdd;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.function.Unchecked;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The lines that a process writes, while a thread feeds it. The process may stop reading early; a
 * failure of the records themselves and an exit status other than 0 are thrown behind the last
 * line.
 */
final class PipedLines implements Iterator<String>, AutoCloseable {
  private final Process process;
  private final String command;
  private final BufferedReader out;
  private final Thread feeder;
  private volatile Throwable failure;
  private String next;
  private boolean ended;

  PipedLines(
      Process process, String command, Iterator<?> records, Charset charset, int bufferSize) {
    this.process = process;
    this.command = command;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), charset), bufferSize);
    // Java's own buffer sits between us and the process; ours makes few large writes of it.
    Writer in =
        new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), charset), bufferSize);
    ClassLoader classes = Thread.currentThread().getContextClassLoader();
    feeder = new Thread(() -> feed(records, in), "heddle-pipe-" + process.pid());
    feeder.setContextClassLoader(classes);
    feeder.setDaemon(true);
    feeder.start();
  }

  private void feed(Iterator<?> records, Writer in) {
    try (in) {
      while (records.hasNext()) {
        String line = String.valueOf(records.next());
        try {
          in.write(line);
          in.write('\n');
        } catch (IOException readerGone) {
          return; // as with "| head": what it does not read is not needed
        }
      }
    } catch (IOException readerGone) {
      // The last buffer met a process that had ended; its status tells whether that was right.
    } catch (Throwable e) { // the task's own thread throws it
      failure = e;
      process.destroy();
    }
  }

  @Override
  public boolean hasNext() {
    if (next == null && !ended) {
      try {
        next = out.readLine();
        if (next == null) {
          ended = true;
          end();
        }
      } catch (IOException e) {
        throw Unchecked.rethrow(failure != null ? failure : e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Unchecked.rethrow(e);
      }
    }
    return next != null;
  }

  private void end() throws InterruptedException {
    int status = process.waitFor();
    feeder.join();
    if (failure != null) {
      throw Unchecked.rethrow(failure);
    }
    if (status != 0) {
      throw new HeddleException(
          ErrorCode.USER_CODE_FAILED,
          "the command '" + command + "' given to pipe ended with status " + status);
    }
  }

  @Override
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    String line = next;
    next = null;
    return line;
  }

  /** Ends the process; the records may be closed only after the feeder is done with them. */
  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    feeder.interrupt();
    feeder.join();
  }
}
