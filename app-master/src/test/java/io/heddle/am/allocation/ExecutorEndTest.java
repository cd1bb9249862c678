package io.heddle.am.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.DataSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutorEndTest {
  private static final DataSize MEMORY = DataSize.ofMebibytes(1408);

  @ParameterizedTest
  @ValueSource(ints = {-101, -102, -105, -106, -107, -108})
  void whatTheClusterDecidesIsNoFailure(int status) {
    ExecutorEnd end = ExecutorEnd.of(status, "", false, MEMORY);
    assertThat(end.failed()).isFalse();
    assertThat(end.nodeLost()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 137, 143, -103, -104, -109})
  void whatTheProcessDoesIsAFailure(int status) {
    assertThat(ExecutorEnd.of(status, "", false, MEMORY).failed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 137, 143, -100, -105})
  void aReleasedContainerNeverFailed(int status) {
    ExecutorEnd end = ExecutorEnd.of(status, "", true, MEMORY);
    assertThat(end.failed()).isFalse();
    assertThat(end.nodeLost()).isFalse();
  }

  @Test
  void aContainerThatExpiredIsNoLostNode() {
    ExecutorEnd end = ExecutorEnd.of(-100, "Container expired since it was unused", false, MEMORY);
    assertThat(end.nodeLost()).isFalse();
    assertThat(end.failed()).isFalse();
  }

  @Test
  void anAbortedContainerMeansALostNode() {
    ExecutorEnd end = ExecutorEnd.of(-100, "Container released on a *lost* node", false, MEMORY);
    assertThat(end.nodeLost()).isTrue();
    assertThat(end.failed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"-104, heddle.executor.memoryOverhead", "-103, vmem-check-enabled"})
  void memoryLimitsSayWhatToChange(int status, String setting) {
    assertThat(ExecutorEnd.of(status, "", false, MEMORY).reason()).contains(setting);
  }

  @Test
  void anErrorInTheOutputIsTheReason() {
    String diagnostics =
        """
        [2026-01-01 10:00:00.000]Exception from container-launch.
        Container id: container_1_1_01_000002
        Exit code: 1
        [2026-01-01 10:00:00.100]Container exited with a non-zero exit code 1. Error file: prelaunch.err.
        Last 4096 bytes of stderr :
        2026-01-01 10:00:00.050 INFO something else
        java.lang.OutOfMemoryError: Java heap space
        \tat com.example.Main.run(Main.java:3)

        For more detailed output, check the application tracking page: http://rm/ Then click on links.
        """;
    assertThat(ExecutorEnd.of(1, diagnostics, false, MEMORY).reason())
        .isEqualTo("ended with exit status 1: java.lang.OutOfMemoryError: Java heap space");
  }

  @Test
  void outputWithoutAnErrorIsNoReason() {
    assertThat(ExecutorEnd.of(7, "2026-01-01 INFO registered", false, MEMORY).reason())
        .isEqualTo("ended with exit status 7");
  }
}
