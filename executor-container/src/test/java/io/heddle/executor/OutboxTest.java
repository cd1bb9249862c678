package io.heddle.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.stub.StreamObserver;
import io.heddle.protocol.executor.FromExecutor;
import io.heddle.protocol.executor.Heartbeat;
import io.heddle.protocol.executor.ResultReady;
import io.heddle.protocol.executor.TaskEnded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {
  /** Keeps what is written, and notices when two threads write at once. */
  private static class Stream implements StreamObserver<FromExecutor> {
    final List<FromExecutor> written = new ArrayList<>();
    final AtomicInteger writers = new AtomicInteger();
    boolean completed;

    @Override
    public void onNext(FromExecutor message) {
      assertThat(writers.incrementAndGet()).isEqualTo(1);
      assertThat(completed).isFalse();
      written.add(message);
      during();
      writers.decrementAndGet();
    }

    void during() {}

    @Override
    public void onError(Throwable failure) {
      completed = true;
    }

    @Override
    public void onCompleted() {
      completed = true;
    }
  }

  private static TaskEnded outcome(long id) {
    return TaskEnded.newBuilder().setTaskId(id).build();
  }

  @Test
  void aSingleOutcomeGoesOutAtOnce() {
    Stream stream = new Stream();
    new Outbox(stream).post(outcome(1));
    assertThat(stream.written).hasSize(1);
  }

  @Test
  void whatComesWhileAMessageIsWrittenGoesTogether() {
    Outbox[] outbox = new Outbox[1];
    Stream stream =
        new Stream() {
          @Override
          void during() {
            if (written.size() == 1) {
              outbox[0].post(outcome(2));
              outbox[0].post(outcome(3));
            }
          }
        };
    outbox[0] = new Outbox(stream);
    outbox[0].post(outcome(1));
    assertThat(stream.written).hasSize(2);
    assertThat(stream.written.get(1).getTasksEnded().getTasksList())
        .containsExactly(outcome(2), outcome(3));
  }

  @Test
  void largeResultsTravelAlone() {
    ByteString large = ByteString.copyFrom(new byte[2 << 20]);
    TaskEnded result =
        TaskEnded.newBuilder().setResult(ResultReady.newBuilder().setValue(large)).build();
    Outbox[] outbox = new Outbox[1];
    Stream stream =
        new Stream() {
          @Override
          void during() {
            if (written.size() == 1) {
              outbox[0].post(result);
              outbox[0].post(result);
            }
          }
        };
    outbox[0] = new Outbox(stream);
    outbox[0].post(outcome(1));
    assertThat(stream.written).hasSize(3);
  }

  @Test
  void theOrderOfOneThreadIsKept() {
    Outbox[] outbox = new Outbox[1];
    FromExecutor heartbeat =
        FromExecutor.newBuilder().setHeartbeat(Heartbeat.getDefaultInstance()).build();
    Stream stream =
        new Stream() {
          @Override
          void during() {
            if (written.size() == 1) {
              outbox[0].post(outcome(1));
              outbox[0].post(heartbeat);
              outbox[0].post(outcome(2));
              outbox[0].complete();
              outbox[0].post(outcome(3));
            }
          }
        };
    outbox[0] = new Outbox(stream);
    outbox[0].post(heartbeat);
    assertThat(stream.written)
        .extracting(FromExecutor::getMessageCase)
        .containsExactly(
            FromExecutor.MessageCase.HEARTBEAT,
            FromExecutor.MessageCase.TASKS_ENDED,
            FromExecutor.MessageCase.HEARTBEAT,
            FromExecutor.MessageCase.TASKS_ENDED);
    assertThat(stream.completed).isTrue();
  }

  @Test
  void manyThreadsLoseNothing() throws Exception {
    Stream stream = new Stream();
    Outbox outbox = new Outbox(stream);
    int threads = 4;
    int each = 5000;
    CountDownLatch done = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      long first = (long) t * each;
      new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  outbox.post(outcome(first + i));
                }
                done.countDown();
              })
          .start();
    }
    assertThat(done.await(60, TimeUnit.SECONDS)).isTrue();
    Set<Long> ids = new HashSet<>();
    int count = 0;
    for (FromExecutor message : stream.written) {
      for (TaskEnded ended : message.getTasksEnded().getTasksList()) {
        ids.add(ended.getTaskId());
        count++;
      }
    }
    assertThat(count).isEqualTo(threads * each);
    assertThat(ids).hasSize(threads * each);
  }
}
