package io.heddle.am.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.driver.recovery.KnownExecutor;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.Resource;
import org.junit.jupiter.api.Test;

class KeptExecutorsTest {
  private final KeptExecutors kept = new KeptExecutors();
  private final Map<String, KnownExecutor> known =
      Map.of(id(2).toString(), executor("1", 2), id(3).toString(), executor("2", 3));

  private static ContainerId id(int number) {
    return ContainerId.fromString("container_1_0002_01_00000" + number);
  }

  private static KnownExecutor executor(String name, int container) {
    return new KnownExecutor(name, "h" + name, "/r", id(container).toString());
  }

  private static Container container(int number) {
    return Container.newInstance(
        id(number),
        NodeId.newInstance("h", 1),
        "h:8042",
        Resource.newInstance(1024, 1),
        null,
        null);
  }

  @Test
  void anExecutorKeepsItsName() {
    assertThat(kept.adopt(container(3), known).orElseThrow().executorId()).isEqualTo("2");
  }

  @Test
  void aContainerOfNobodyIsNotKept() {
    assertThat(kept.adopt(container(4), known)).isEmpty();
    assertThat(kept.isWaiting()).isFalse();
  }

  @Test
  void theLastToComeBackEndsTheWait() {
    kept.adopt(container(2), known);
    kept.adopt(container(3), known);
    assertThat(kept.registered("2")).isFalse();
    assertThat(kept.registered("2.1")).isFalse(); // a new one
    assertThat(kept.registered("1")).isTrue();
    assertThat(kept.back()).isEqualTo(2);
    assertThat(kept.giveUp()).isEmpty();
  }

  @Test
  void whoCameBackBeforeItsContainerWasHandedOverIsNotAwaited() {
    kept.registered("1");
    kept.adopt(container(2), known);
    assertThat(kept.isWaiting()).isFalse();
    assertThat(kept.back()).isEqualTo(1);
  }

  @Test
  void whoDoesNotComeBackIsGivenUpOnce() {
    kept.adopt(container(2), known);
    kept.adopt(container(3), known);
    kept.registered("1");
    assertThat(kept.giveUp()).isEqualTo(List.of(id(3)));
    assertThat(kept.giveUp()).isEmpty();
    assertThat(kept.back()).isEqualTo(1);
  }

  @Test
  void anEndIsTheEndOfTheWaitToo() {
    kept.adopt(container(2), known);
    assertThat(kept.ended("2")).isFalse();
    assertThat(kept.ended("1")).isTrue();
    assertThat(kept.back()).isZero();
  }
}
