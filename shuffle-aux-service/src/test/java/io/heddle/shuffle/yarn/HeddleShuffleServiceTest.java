package io.heddle.shuffle.yarn;

import static io.heddle.shuffle.yarn.ServiceData.ofSecret;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.shuffle.client.BlockAddress;
import io.heddle.shuffle.client.BlockFetchException;
import io.heddle.shuffle.client.BlockFetcher;
import io.heddle.shuffle.client.ShuffleClient;
import io.heddle.shuffle.client.ShuffleClientOptions;
import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.file.MapOutputWriter;
import io.heddle.shuffle.file.ShuffleDirectories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.server.api.ApplicationInitializationContext;
import org.apache.hadoop.yarn.server.api.ApplicationTerminationContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeddleShuffleServiceTest {
  private static final ApplicationId APP = ApplicationId.newInstance(1700000000000L, 1);
  private static final ApplicationId OTHER = ApplicationId.newInstance(1700000000000L, 2);
  private static final MapOutputId ID = new MapOutputId(0, 0, 0);
  private static final byte[] SECRET = secret(1);

  @TempDir Path root;
  private HeddleShuffleService service;
  private int debugDelay;
  private long orphanAge = 86_400;

  @AfterEach
  void stop() {
    if (service != null) {
      service.stop();
    }
  }

  @Test
  void executorFetchesWithTheSecretThatCameWithItsContainer() throws Exception {
    start(0);
    register(APP, SECRET);
    register(APP, SECRET); // the next container
    write(APP);
    assertThat(fetch(APP)).containsExactly(1, 2, 3);
    assertThat(ServiceData.protocolVersion(service.getMetaData())).isEqualTo((short) 1);
  }

  @Test
  void anotherSecretForAKnownApplicationIsRefused() throws Exception {
    start(0);
    register(APP, SECRET);
    assertThatThrownBy(() -> register(APP, secret(2))).isInstanceOf(IllegalStateException.class);
    write(APP);
    assertThat(fetch(APP)).containsExactly(1, 2, 3);
  }

  @Test
  void serviceDataInAnotherFormatAreRefused() throws Exception {
    start(0);
    for (ByteBuffer data :
        new ByteBuffer[] {
          null,
          ByteBuffer.allocate(0),
          ByteBuffer.wrap(new byte[36]),
          ByteBuffer.wrap(new byte[] {0, 1, 0, 32, 5})
        }) {
      assertThatThrownBy(
              () ->
                  service.initializeApplication(
                      new ApplicationInitializationContext("ann", APP, data)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void endedApplicationIsForgotten() throws Exception {
    start(0);
    register(APP, SECRET);
    write(APP);
    service.stopApplication(new ApplicationTerminationContext(APP));
    assertThatThrownBy(() -> fetch(APP))
        .isInstanceOf(BlockFetchException.class)
        .hasMessageContaining("UNKNOWN_APPLICATION");
    assertThat(recoveryFiles()).isEmpty();
  }

  @Test
  void registrationsOutliveARestart() throws Exception {
    start(0);
    int port = ServiceData.port(service.getMetaData());
    register(APP, SECRET);
    write(APP);
    service.stop();
    start(port);
    assertThat(fetch(APP)).containsExactly(1, 2, 3);
  }

  @Test
  void registrationOfAnApplicationWithoutDirectoriesIsDroppedAtTheNextStart() throws Exception {
    start(0);
    register(APP, SECRET);
    register(OTHER, SECRET);
    write(APP);
    service.stop();
    start(0);
    assertThat(recoveryFiles()).containsExactly(APP + ".app");
  }

  @Test
  void damagedRegistrationIsPassedOver() throws Exception {
    start(0);
    register(APP, SECRET);
    register(OTHER, SECRET);
    write(APP);
    write(OTHER);
    Path damaged = root.resolve("recovery").resolve(OTHER + ".app");
    byte[] bytes = Files.readAllBytes(damaged);
    bytes[bytes.length - 10] ^= 1;
    Files.write(damaged, bytes);
    service.stop();
    start(0);
    assertThat(fetch(APP)).containsExactly(1, 2, 3);
    assertThatThrownBy(() -> fetch(OTHER)).hasMessageContaining("UNKNOWN_APPLICATION");
  }

  @Test
  void secretsOnDiskAreTheOwnersOnly() throws Exception {
    start(0);
    register(APP, SECRET);
    Path file = root.resolve("recovery").resolve(APP + ".app");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void outputsOfAnEndedApplicationAreRemovedAndThoseOfOthersAreNot() throws Exception {
    start(0);
    register(APP, SECRET);
    register(OTHER, SECRET);
    write(APP);
    write(OTHER);
    service.stopApplication(new ApplicationTerminationContext(APP));
    service.stop(); // waits for the removal
    assertThat(outputs(APP)).isEmpty();
    assertThat(outputs(OTHER)).hasSize(2);
  }

  @Test
  void outputsStayWhereTheAdministratorWantsToSeeThem() throws Exception {
    debugDelay = 600;
    start(0);
    register(APP, SECRET);
    write(APP);
    service.stopApplication(new ApplicationTerminationContext(APP));
    service.stop();
    assertThat(outputs(APP)).hasSize(2);
  }

  @Test
  void oldOutputsOfUnknownApplicationsAreRemovedAtTheStart() throws Exception {
    ApplicationId young = ApplicationId.newInstance(1700000000000L, 3);
    write(APP);
    age(APP);
    write(young);
    start(0);
    register(OTHER, SECRET);
    write(OTHER);
    service.stop();
    age(OTHER);
    start(0); // knows it from before
    service.stop();
    assertThat(outputs(APP)).isEmpty();
    assertThat(applicationDirectories(APP)).allMatch(Files::notExists);
    assertThat(outputs(young)).hasSize(2);
    assertThat(outputs(OTHER)).hasSize(2);
  }

  @Test
  void whatTheRestartOfTheNodeManagerForgotIsRemovedOnceItIsOld() throws Exception {
    start(0);
    register(APP, SECRET);
    write(APP);
    service.stop();
    Files.delete(root.resolve("recovery").resolve(APP + ".app"));
    start(0);
    service.stop();
    assertThat(outputs(APP)).hasSize(2); // it may be running
    age(APP);
    start(0);
    service.stop();
    assertThat(outputs(APP)).isEmpty();
  }

  @Test
  void nothingIsRemovedThroughALink() throws Exception {
    Path elsewhere = Files.createDirectories(root.resolve("elsewhere/heddle-shuffle"));
    Path precious = Files.createFile(elsewhere.resolve("precious"));
    Path caches = Files.createDirectories(root.resolve("d1/usercache/ann/appcache"));
    Path application = Files.createDirectory(caches.resolve(APP.toString()));
    Files.createSymbolicLink(application.resolve("heddle-shuffle"), elsewhere);
    orphanAge = 0;
    start(0);
    service.stop();
    assertThat(precious).exists();
  }

  private List<Path> applicationDirectories(ApplicationId app) {
    return List.of(
        root.resolve("d1/usercache/ann/appcache/" + app),
        root.resolve("d2/usercache/ann/appcache/" + app));
  }

  private List<Path> outputs(ApplicationId app) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path directory : applicationDirectories(app)) {
      if (Files.exists(directory)) {
        try (Stream<Path> files = Files.walk(directory)) {
          files.filter(Files::isRegularFile).forEach(found::add);
        }
      }
    }
    return found;
  }

  /** Makes all directories of an application look as if they had not changed for two days. */
  private void age(ApplicationId app) throws IOException {
    FileTime then = FileTime.fromMillis(System.currentTimeMillis() - 2 * 86_400_000L);
    for (Path directory : applicationDirectories(app)) {
      if (Files.exists(directory)) {
        try (Stream<Path> all = Files.walk(directory)) {
          for (Path each : all.toList()) {
            Files.setLastModifiedTime(each, then);
          }
        }
      }
    }
  }

  private void start(int port) {
    service = new HeddleShuffleService();
    service.setRecoveryPath(new org.apache.hadoop.fs.Path(root.resolve("recovery").toUri()));
    Configuration conf = new Configuration(false);
    conf.set("yarn.nodemanager.local-dirs", root.resolve("d1") + "," + root.resolve("d2").toUri());
    conf.setInt(HeddleShuffleService.PORT_KEY, port);
    conf.setInt("yarn.nodemanager.delete.debug-delay-sec", debugDelay);
    conf.setLong(HeddleShuffleService.ORPHAN_AGE_SECONDS_KEY, orphanAge);
    conf.set(HeddleShuffleService.BIND_KEY, "127.0.0.1");
    service.init(conf);
    service.start();
  }

  private void register(ApplicationId app, byte[] secret) {
    service.initializeApplication(
        new ApplicationInitializationContext("ann", app, ofSecret(secret)));
  }

  private void write(ApplicationId app) throws IOException {
    ShuffleDirectories directories =
        ShuffleDirectories.ofContainer(
            root.resolve("d1/usercache/ann/appcache/" + app)
                + ","
                + root.resolve("d2/usercache/ann/appcache/" + app));
    try (MapOutputWriter writer = directories.create(ID, 1)) {
      writer.write(new byte[] {1, 2, 3}, 0, 3);
      writer.commit();
    }
  }

  private byte[] fetch(ApplicationId app) throws Exception {
    int port = ServiceData.port(service.getMetaData());
    ShuffleClientOptions options = new ShuffleClientOptions().retryWait(Duration.ofMillis(10));
    try (ShuffleClient client = new ShuffleClient(app.toString(), SECRET, options);
        BlockFetcher fetcher =
            client.fetch(List.of(new BlockAddress("127.0.0.1", port, ID, 0, 1, 3)))) {
      return fetcher.next().bytes();
    }
  }

  private List<String> recoveryFiles() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("recovery"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static byte[] secret(int seed) {
    byte[] secret = new byte[32];
    new Random(seed).nextBytes(secret);
    return secret;
  }
}
