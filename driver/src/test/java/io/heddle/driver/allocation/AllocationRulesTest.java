package io.heddle.driver.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.error.HeddleException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AllocationRulesTest {
  private static final String DYNAMIC = "heddle.dynamicAllocation.";

  @Test
  void withoutDynamicAllocationTheInstancesAreWanted() {
    AllocationRules rules =
        AllocationRules.of(HeddleConf.of(Map.of("heddle.executor.instances", "7")));
    assertThat(rules.dynamic()).isFalse();
    assertThat(rules.initial()).isEqualTo(7);
  }

  @Test
  void theDefaultOfTheInstancesIsNotForDynamicAllocation() {
    assertThat(dynamic(Map.of()).initial()).isZero();
  }

  @Test
  void theLargestNumberForTheStartCounts() {
    Map<String, String> settings =
        Map.of(DYNAMIC + "minExecutors", "2", DYNAMIC + "initialExecutors", "3");
    assertThat(dynamic(settings).initial()).isEqualTo(3);
    assertThat(dynamic(Map.of(DYNAMIC + "minExecutors", "2")).initial()).isEqualTo(2);
    assertThat(
            dynamic(Map.of(DYNAMIC + "initialExecutors", "3", "heddle.executor.instances", "5"))
                .initial())
        .isEqualTo(5);
  }

  @Test
  void theMostLimitsTheStart() {
    assertThat(
            dynamic(Map.of(DYNAMIC + "maxExecutors", "4", "heddle.executor.instances", "5"))
                .initial())
        .isEqualTo(4);
  }

  @Test
  void theLeastAreNotMoreThanTheMost() {
    assertThatThrownBy(
            () -> dynamic(Map.of(DYNAMIC + "minExecutors", "5", DYNAMIC + "maxExecutors", "4")))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("heddle.dynamicAllocation.minExecutors = 5")
        .hasMessageContaining("heddle.dynamicAllocation.maxExecutors = 4");
  }

  @Test
  void theSustainedTimeoutIsThatOfTheBacklogUnlessSet() {
    assertThat(dynamic(Map.of(DYNAMIC + "schedulerBacklogTimeout", "3s")).sustainedMillis())
        .isEqualTo(3_000);
    assertThat(
            dynamic(Map.of(DYNAMIC + "sustainedSchedulerBacklogTimeout", "200ms"))
                .sustainedMillis())
        .isEqualTo(200);
    assertThatThrownBy(() -> dynamic(Map.of(DYNAMIC + "sustainedSchedulerBacklogTimeout", "soon")))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("heddle.dynamicAllocation.sustainedSchedulerBacklogTimeout");
  }

  @Test
  void zeroKeepsCachedBlocksForEver() {
    assertThat(dynamic(Map.of()).cachedIdleMillis()).isEqualTo(AllocationRules.NEVER);
    assertThat(dynamic(Map.of(DYNAMIC + "cachedExecutorIdleTimeout", "2min")).cachedIdleMillis())
        .isEqualTo(120_000);
  }

  private static AllocationRules dynamic(Map<String, String> settings) {
    return AllocationRules.of(HeddleConf.of(settings).with(DYNAMIC + "enabled", "true"));
  }
}
