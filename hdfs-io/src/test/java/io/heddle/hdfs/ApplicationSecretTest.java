package io.heddle.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.security.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplicationSecretTest {
  @TempDir Path directory;

  @Test
  void secretsAre32BytesAndDiffer() {
    assertThat(ApplicationSecret.create()).hasSize(32).isNotEqualTo(ApplicationSecret.create());
  }

  @Test
  void isFoundInTheTokenFileOfAContainer() throws IOException {
    byte[] secret = ApplicationSecret.create();
    Credentials credentials = new Credentials();
    ApplicationSecret.put(credentials, secret);
    Path file = directory.resolve("container_tokens");
    try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(file))) {
      credentials.writeTokenStorageToStream(out);
    }

    Credentials read =
        ApplicationSecret.containerCredentials(
            Map.of("HADOOP_TOKEN_FILE_LOCATION", file.toString()));

    assertThat(ApplicationSecret.from(read)).isEqualTo(secret);
  }

  @Test
  void credentialsWithoutASecretAreRefused() {
    assertThatThrownBy(() -> ApplicationSecret.from(new Credentials()))
        .hasMessageContaining("HDL-3006 AUTHENTICATION_FAILED");
  }

  @Test
  void aDamagedTokenFileIsRefusedByName() throws IOException {
    Path file = Files.writeString(directory.resolve("tokens"), "not credentials");
    assertThatThrownBy(
            () ->
                ApplicationSecret.containerCredentials(
                    Map.of("HADOOP_TOKEN_FILE_LOCATION", file.toString())))
        .hasMessageContaining("AUTHENTICATION_FAILED")
        .hasMessageContaining(file.toString());
  }

  @Test
  void aProcessOutsideYarnIsTold() {
    assertThatThrownBy(() -> ApplicationSecret.containerCredentials(Map.of()))
        .hasMessageContaining("HADOOP_TOKEN_FILE_LOCATION is not set");
  }
}
