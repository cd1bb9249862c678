package io.heddle.am.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.am.launch.ContainerSize;
import io.heddle.conf.HeddleConf;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadroomTest {
  private static final ContainerSize SIZE = size("1");
  private static final ContainerSize TWO_CORES = size("2");

  @Test
  void countsWhatIsScarcer() {
    assertThat(new Headroom(3 * 1408, 9, true).containers(SIZE)).isEqualTo(3);
    assertThat(new Headroom(9 * 1408, 5, true).containers(TWO_CORES)).isEqualTo(2);
  }

  @Test
  void coresMayNotCount() {
    assertThat(new Headroom(9 * 1408, 0, false).containers(SIZE)).isEqualTo(9);
  }

  @Test
  void aQueueOverItsShareHasRoomForNone() {
    assertThat(new Headroom(-5_000, -3, true).containers(SIZE)).isZero();
  }

  @Test
  void saysWhatTheQueueHasRoomFor() {
    assertThat(new Headroom(3_000, 9, true).whyWaiting("root.a", 6, SIZE))
        .isEqualTo("queue 'root.a' has room for 2 containers of 1,408 MiB, 1 core");
    assertThat(new Headroom(0, 9, true).whyWaiting("root.a", 6, TWO_CORES))
        .isEqualTo("queue 'root.a' has room for no container of 1,408 MiB, 2 cores");
    assertThat(new Headroom(1_500, 9, true).whyWaiting("root.a", 6, SIZE))
        .isEqualTo("queue 'root.a' has room for 1 container of 1,408 MiB, 1 core");
  }

  @Test
  void whenTheQueueHasRoomTheNodesHaveNot() {
    assertThat(new Headroom(9 * 1408, 9, true).whyWaiting("root.a", 6, SIZE))
        .isEqualTo(
            "queue 'root.a' has room for them, but no node has 1,408 MiB, 1 core free for a"
                + " container yet");
  }

  private static ContainerSize size(String cores) {
    return ContainerSize.ofExecutor(
        HeddleConf.of(Map.of("heddle.executor.memory", "1g", "heddle.executor.cores", cores)));
  }
}
