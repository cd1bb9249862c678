package io.heddle.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.allocation.ExecutorListener;
import io.heddle.driver.allocation.ExecutorSupply;
import io.heddle.error.HeddleException;
import io.heddle.executor.ExecutorEnd;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalExecutorProviderTest {
  private final List<String> told = new ArrayList<>();
  private final ExecutorListener listener =
      new ExecutorListener() {
        @Override
        public void launching(String executorId, String host, String rack, String containerId) {
          told.add("launching");
        }

        @Override
        public void ended(String executorId, String reason, boolean failed) {
          told.add(executorId + " ended, " + (failed ? "failed: " : "stopped: ") + reason);
        }

        @Override
        public void nodeLost(String host, String reason) {
          told.add("node lost");
        }

        @Override
        public void preemptionAsked(
            boolean strict, List<String> executorIds, int count, long graceMillis) {
          told.add("preempted");
        }

        @Override
        public void nodeDecommissioning(String host, long graceMillis) {
          told.add("node leaves");
        }

        @Override
        public void nodeStays(String host) {
          told.add("node stays");
        }

        @Override
        public void supplied(ExecutorSupply supply) {
          told.add("supplied");
        }

        @Override
        public void failed(HeddleException cause) {
          told.add(cause.code() + ": " + cause.getMessage());
        }
      };

  @Test
  void jobsDoNotWaitForAnExecutorThatCannotComeBack() {
    LocalExecutorProvider.tell(
        listener, "1", new ExecutorEnd(ExecutorEnd.Kind.FAILED, "DROP_RDD failed"));
    assertThat(told.get(0)).isEqualTo("1 ended, failed: DROP_RDD failed");
    assertThat(told.get(1)).contains("INTERNAL", "this local run", "DROP_RDD failed");
  }

  @Test
  void anExecutorThatWasStoppedFailsNothing() {
    LocalExecutorProvider.tell(
        listener, "1", new ExecutorEnd(ExecutorEnd.Kind.STOPPED, "all done"));
    assertThat(told).containsExactly("1 ended, stopped: all done");
  }
}
