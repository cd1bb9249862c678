package io.heddle.am.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerSizeTest {
  @Test
  void aSmallHeapHasTheLeastOverhead() {
    assertThat(executor("1g", "0").megabytes()).isEqualTo(1024 + 384);
  }

  @Test
  void aLargeHeapHasATenth() {
    assertThat(executor("10g", "0").megabytes()).isEqualTo(10240 + 1024);
  }

  @Test
  void anOverheadThatIsSetHolds() {
    assertThat(executor("1g", "100").megabytes()).isEqualTo(1124);
  }

  @Test
  void directBuffersGetAThirdOfTheOverheadAndTheBlocksOutsideOfTheHeap() {
    assertThat(executor("1g", "0").direct().bytes()).isEqualTo(128L << 20);
    ContainerSize withBlocks =
        ContainerSize.ofExecutor(
            HeddleConf.of(
                Map.of("heddle.executor.memory", "1g", "heddle.memory.offHeap.size", "2g")));
    assertThat(withBlocks.direct().bytes()).isEqualTo(2048L + 128 << 20);
    assertThat(withBlocks.megabytes()).isEqualTo(1024 + 384 + 2048);
  }

  @Test
  void whatTheClusterCannotAllocateIsRefused() {
    ContainerSize size = executor("4g", "0");
    assertThatCode(() -> size.requireWithin("an executor", size.megabytes(), 1))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> size.requireWithin("an executor", size.megabytes() - 1, 1))
        .isInstanceOfSatisfying(
            HeddleException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.CONTAINER_TOO_LARGE);
              assertThat(e.detail()).contains("4506 MB", "4505 MB", "4g heap");
            });
    assertThatThrownBy(() -> size.requireWithin("an executor", 99999, 0))
        .hasMessageContaining("1 cores");
  }

  private static ContainerSize executor(String heap, String overhead) {
    return ContainerSize.ofExecutor(
        HeddleConf.of(
            Map.of("heddle.executor.memory", heap, "heddle.executor.memoryOverhead", overhead)));
  }
}
