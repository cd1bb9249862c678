package io.heddle.executor;

import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.heddle.protocol.executor.FromExecutor;
import io.heddle.protocol.executor.TaskEnded;
import io.heddle.protocol.executor.TasksEnded;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The only writer to the driver's stream, which is not safe for several threads. Whoever posts
 * while nobody writes becomes the writer until the queue is empty; so a single outcome goes out at
 * once, by the thread that has it, and outcomes that come in while it is written go together in the
 * next message. Safe for all threads.
 */
final class Outbox {
  private static final int BATCH = 256;

  /** Results beyond this do not wait for others. */
  private static final int BATCH_BYTES = 1 << 20;

  private static final Object END = new Object();

  private final ConcurrentLinkedQueue<Object> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pending = new AtomicInteger();
  private final StreamObserver<FromExecutor> stream;
  private volatile boolean closed;

  Outbox(StreamObserver<FromExecutor> stream) {
    this.stream = stream;
  }

  /** Sends a message after those posted before. Dropped once the outbox is closed. */
  void post(FromExecutor message) {
    add(message);
  }

  /** Sends one outcome, together with others that are waiting. */
  void post(TaskEnded outcome) {
    add(outcome);
  }

  /** Ends the call after what was posted before; later messages are dropped. */
  void complete() {
    add(END);
  }

  /** Ends the call with a status after what was posted before; later messages are dropped. */
  void fail(StatusRuntimeException status) {
    add(status);
  }

  private void add(Object message) {
    queue.add(message);
    if (pending.getAndIncrement() == 0) {
      int seen = 1;
      do {
        drain();
        seen = pending.addAndGet(-seen);
      } while (seen != 0);
    }
  }

  private void drain() {
    TasksEnded.Builder outcomes = null;
    long bytes = 0;
    for (Object next = queue.poll(); next != null; next = queue.poll()) {
      if (next instanceof TaskEnded outcome) {
        if (outcomes == null) {
          outcomes = TasksEnded.newBuilder();
          bytes = 0;
        }
        outcomes.addTasks(outcome);
        bytes += outcome.getResult().getValue().size();
        for (int i = 0; i < outcome.getAccumulatorsCount(); i++) {
          bytes += outcome.getAccumulators(i).getUpdate().size();
        }
        if (outcomes.getTasksCount() < BATCH && bytes < BATCH_BYTES) {
          continue;
        }
      }
      if (outcomes != null) {
        write(FromExecutor.newBuilder().setTasksEnded(outcomes).build());
        outcomes = null;
      }
      if (!(next instanceof TaskEnded)) {
        write(next);
      }
    }
    if (outcomes != null) {
      write(FromExecutor.newBuilder().setTasksEnded(outcomes).build());
    }
  }

  private void write(Object message) {
    if (closed) {
      return;
    }
    try {
      if (message instanceof FromExecutor data) {
        stream.onNext(data);
      } else if (message instanceof StatusRuntimeException status) {
        closed = true;
        stream.onError(status);
      } else {
        closed = true;
        stream.onCompleted();
      }
    } catch (IllegalStateException e) {
      // The call has ended meanwhile; the stream's end is reported to its own observer.
      closed = true;
    }
  }
}
