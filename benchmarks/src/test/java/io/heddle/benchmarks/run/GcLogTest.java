package io.heddle.benchmarks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GcLogTest {
  @Test
  void addsPausesOfEachCollectorAndLeavesOutWhatDoesNotPause(@TempDir Path dir) throws IOException {
    Path log =
        Files.writeString(
            dir.resolve("gc.log"),
            """
            [0.003s][info][gc] Using G1
            [0.5s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->3M(256M) 2.500ms
            [0.6s][info][gc] GC(1) Concurrent Mark Cycle 40.000ms
            [0.7s][info][gc] GC(2) Pause Full (Ergonomics) 100M->80M(200M) 57.5ms
            """);
    assertThat(GcLog.pauseSeconds(log)).isCloseTo(0.06, within(1e-9));
  }
}
