package io.heddle.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.ApplicationSecret;
import io.heddle.protocol.executor.Stop;
import io.heddle.protocol.executor.ToExecutor;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.security.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executor as a process of its own, as a NodeManager starts it. */
class ExecutorMainTest {
  private static final byte[] OTHER =
      "another secret of 32 bytes......".getBytes(StandardCharsets.US_ASCII);
  private static final long LONG_ENOUGH_SECONDS = 60;

  @TempDir Path directory;

  private Process start(FakeDriver driver, boolean shuffleService) throws IOException {
    Path tokens = directory.resolve("tokens");
    Credentials credentials = new Credentials();
    ApplicationSecret.put(credentials, FakeDriver.SECRET);
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(tokens))) {
      credentials.writeTokenStorageToStream(out);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ExecutorMain.class.getName());
    Map<String, String> environment = builder.environment();
    environment.put("HEDDLE_DRIVER", "127.0.0.1:" + driver.port());
    environment.put("HEDDLE_EXECUTOR_ID", "1");
    environment.put("HEDDLE_EXECUTOR_SLOTS", "1");
    environment.put("CONTAINER_ID", "container_1700000000000_0001_01_000002");
    environment.put("NM_HOST", "node-1");
    environment.put("LOCAL_DIRS", directory.resolve("local").toString());
    environment.put("HADOOP_TOKEN_FILE_LOCATION", tokens.toString());
    if (shuffleService) {
      environment.put("NM_AUX_SERVICE_heddle_shuffle", "AAAdFwAB");
    }
    return builder
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  private int exitOf(Process process) throws Exception {
    try {
      assertThat(process.waitFor(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  @Test
  void registersAndEndsWhenToldTo() throws Exception {
    try (FakeDriver driver = FakeDriver.onSocket(FakeDriver.SECRET, HeddleConf.empty())) {
      Process process = start(driver, true);
      try {
        var registered = driver.registered.get(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS);
        assertThat(registered.getHost()).isEqualTo("node-1");
        assertThat(registered.getShufflePort()).isEqualTo(7447);
        assertThat(registered.getPid()).isEqualTo(process.pid());
        driver.send(ToExecutor.newBuilder().setStop(Stop.newBuilder().setReason("done")));
        assertThat(exitOf(process)).as(log()).isZero();
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void endsByItselfWhenTheDriverIsGone() throws Exception {
    try (FakeDriver driver = FakeDriver.onSocket(FakeDriver.SECRET, HeddleConf.empty())) {
      Process process = start(driver, true);
      try {
        driver.registered.get(LONG_ENOUGH_SECONDS, TimeUnit.SECONDS);
        driver.close();
        assertThat(exitOf(process)).as(log()).isEqualTo(61);
      } finally {
        process.destroyForcibly();
      }
    }
  }

  @Test
  void refusesADriverWithAnotherSecretAndLogsNoSecret() throws Exception {
    try (FakeDriver driver = FakeDriver.onSocket(OTHER, HeddleConf.empty())) {
      assertThat(exitOf(start(driver, true))).as(log()).isEqualTo(62);
      assertThat(driver.registered).isNotDone();
      assertThat(log()).doesNotContain(new String(FakeDriver.SECRET, StandardCharsets.US_ASCII));
    }
  }

  @Test
  void saysHowToInstallTheShuffleServiceWhereItIsMissing() throws Exception {
    try (FakeDriver driver = FakeDriver.onSocket(FakeDriver.SECRET, HeddleConf.empty())) {
      assertThat(exitOf(start(driver, false))).as(log()).isEqualTo(64);
      assertThat(log()).contains("AUX_SERVICE_MISSING", "yarn.nodemanager.aux-services");
    }
  }
}
