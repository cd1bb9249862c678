package io.heddle.am.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.am.launch.ContainerSize;
import io.heddle.conf.HeddleConf;
import io.heddle.driver.allocation.ExecutorDemand;
import io.heddle.error.HeddleException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.NodeReport;
import org.apache.hadoop.yarn.api.records.PreemptionMessage;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.util.Records;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResourceManagerLoopTest {
  private static final long LIMIT_SECONDS = 30;

  private final FakeResourceManager resourceManager = new FakeResourceManager();
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private ResourceManagerLoop loop;

  @AfterEach
  void stop() throws InterruptedException {
    loop.stop();
  }

  @Test
  void whatStaysUnansweredIsAskedForAgain() throws Exception {
    start(Duration.ofMillis(50));
    loop.demand(new ExecutorDemand(2, Map.of(), Map.of()));
    StringBuilder said = new StringBuilder();
    while (!said.toString().contains("++-+-+")) {
      String next = resourceManager.said.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("after " + said).isNotNull();
      said.append(next.equals("*") ? "" : next);
    }
  }

  @Test
  void whatIsNotWaitedForIsNotAskedForAgain() throws Exception {
    start(Duration.ZERO);
    for (int heartbeats = 0; heartbeats < 5; heartbeats++) {
      assertThat(resourceManager.said.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("*");
    }
  }

  @Test
  void headroomAndPreemptionAreHandedOn() throws Exception {
    AllocateResponse response = FakeResourceManager.empty();
    response.setAvailableResources(Resource.newInstance(4096, 3));
    response.setPreemptionMessage(Records.newRecord(PreemptionMessage.class));
    resourceManager.answer(response);
    start(Duration.ofMinutes(1));
    assertThat(told.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("preemption");
    assertThat(told.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("0 asked, 0 held, 4096 MB");
  }

  private void start(Duration again) {
    loop =
        new ResourceManagerLoop(
            resourceManager,
            ContainerSize.ofExecutor(HeddleConf.empty()),
            Duration.ofMillis(10),
            Duration.ofMillis(10),
            again,
            () -> 0,
            new Told());
    loop.start();
  }

  private final class Told implements ResourceManagerLoop.Listener {
    @Override
    public void accepted(Container container, String rack) {
      told.add("accepted");
    }

    @Override
    public void completed(ContainerStatus status) {
      told.add("completed");
    }

    @Override
    public void found(List<Container> containers) {
      told.add("found");
    }

    @Override
    public void nodeChanged(NodeReport node) {
      told.add("node");
    }

    @Override
    public void containersAsked(int count) {}

    @Override
    public void preemptionAsked(PreemptionMessage message) {
      told.add("preemption");
    }

    @Override
    public void supplied(int asked, int held, Resource headroom) {
      told.add(asked + " asked, " + held + " held, " + headroom.getMemorySize() + " MB");
    }

    @Override
    public void failed(HeddleException cause) {
      told.add("failed: " + cause);
    }
  }
}
