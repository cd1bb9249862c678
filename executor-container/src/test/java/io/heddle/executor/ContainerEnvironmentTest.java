package io.heddle.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContainerEnvironmentTest {
  private final Map<String, String> variables =
      new HashMap<>(
          Map.of(
              "HEDDLE_DRIVER", "am.example.org:4711",
              "HEDDLE_EXECUTOR_ID", "7",
              "HEDDLE_EXECUTOR_SLOTS", "3",
              "HEDDLE_EXECUTOR_RACK", "/r1",
              "HEDDLE_USER_CLASSPATH", "user/a.jar:user/b.jar",
              "CONTAINER_ID", "container_e17_1700000000000_0042_01_000003",
              "NM_HOST", "node-5",
              "LOCAL_DIRS", "/data/1/app,/data/2/app",
              // Port 7447 and version 1, as the NodeManager puts the service's meta data.
              "NM_AUX_SERVICE_heddle_shuffle", "AAAdFwAB"));

  private ExecutorOptions options() {
    return new ContainerEnvironment(variables)
        .options(new byte[] {1}, ContainerEnvironmentTest.class.getClassLoader());
  }

  @Test
  void readsAllOptions() {
    ExecutorOptions options = options();
    assertThat(options.executorId()).isEqualTo("7");
    assertThat(options.applicationId()).isEqualTo("application_1700000000000_0042");
    assertThat(options.host()).isEqualTo("node-5");
    assertThat(options.rack()).isEqualTo("/r1");
    assertThat(options.slots()).isEqualTo(3);
    assertThat(options.localDirectories())
        .containsExactly(Path.of("/data/1/app"), Path.of("/data/2/app"));
    assertThat(options.shufflePort()).isEqualTo(7447);
    assertThat(options.containerId()).isEqualTo("container_e17_1700000000000_0042_01_000003");
  }

  @Test
  void readsTheDriversAddressAndTheUsersJars() {
    ContainerEnvironment environment = new ContainerEnvironment(variables);
    assertThat(environment.driverHost()).isEqualTo("am.example.org");
    assertThat(environment.driverPort()).isEqualTo(4711);
    assertThat(environment.userJars())
        .containsExactly(Path.of("user/a.jar"), Path.of("user/b.jar"));
  }

  @Test
  void containersOfTheFirstEpochHaveNoEpochInTheirNames() {
    assertThat(ContainerEnvironment.applicationOf("container_1700000000000_0001_02_000009"))
        .isEqualTo("application_1700000000000_0001");
  }

  @Test
  void theApplicationsAttemptStandsInTheContainersName() {
    assertThat(options().applicationAttempt()).isEqualTo(1);
    variables.put("CONTAINER_ID", "container_1700000000000_0001_02_000009");
    assertThat(options().applicationAttempt()).isEqualTo(2);
  }

  @Test
  void aNodeWithoutShuffleServiceIsAnErrorThatSaysHowToInstallIt() {
    variables.remove("NM_AUX_SERVICE_heddle_shuffle");
    assertThatThrownBy(this::options)
        .isInstanceOfSatisfying(
            HeddleException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.AUX_SERVICE_MISSING);
              assertThat(e.detail()).contains("node-5");
            });
  }

  @Test
  void whatIsMissingIsNamed() {
    variables.remove("LOCAL_DIRS");
    assertThatThrownBy(this::options).hasMessageContaining("LOCAL_DIRS");
  }

  @Test
  void whatMakesNoSenseIsShown() {
    variables.put("HEDDLE_EXECUTOR_SLOTS", "many");
    assertThatThrownBy(this::options).hasMessageContaining("HEDDLE_EXECUTOR_SLOTS=many");
  }
}
