package io.heddle.shuffle.server;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** What a server has done since it was made. Read by any thread. */
public final class ShuffleServerCounters {
  final LongAdder bytesSent = new LongAdder();
  final LongAdder requests = new LongAdder();
  final LongAdder blocks = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder authenticationFailures = new LongAdder();
  final LongAdder protocolErrors = new LongAdder();
  final AtomicInteger openConnections = new AtomicInteger();
  final AtomicInteger openFiles = new AtomicInteger();

  ShuffleServerCounters() {}

  /** Bytes of partitions that were sent whole, without headers. */
  public long bytesSent() {
    return bytesSent.sum();
  }

  /** Fetch requests received. */
  public long requests() {
    return requests.sum();
  }

  /** Blocks answered, well or not. */
  public long blocks() {
    return blocks.sum();
  }

  /** Blocks that were missing, damaged or not sent to the end. */
  public long failures() {
    return failures.sum();
  }

  /** Connections refused for an unknown application or a wrong proof. */
  public long authenticationFailures() {
    return authenticationFailures.sum();
  }

  /** Connections closed because of what the client sent. */
  public long protocolErrors() {
    return protocolErrors.sum();
  }

  /** Connections open now, authenticated or not. */
  public int openConnections() {
    return openConnections.get();
  }

  /** Data files open now. */
  public int openFiles() {
    return openFiles.get();
  }
}
