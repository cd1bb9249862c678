package io.heddle.shuffle.yarn;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.shuffle.client.BlockAddress;
import io.heddle.shuffle.client.BlockFetcher;
import io.heddle.shuffle.client.ShuffleClient;
import io.heddle.shuffle.client.ShuffleClientOptions;
import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.file.MapOutputWriter;
import io.heddle.shuffle.file.ShuffleDirectories;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ApplicationClassLoader;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.server.api.ApplicationInitializationContext;
import org.apache.hadoop.yarn.server.api.AuxiliaryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the shaded jar holds, and that it runs as a NodeManager would load it. */
class ShadedJarIT {
  private static final Path JAR = Path.of(System.getProperty("heddle.shaded.jar"));
  private static final String SHADED = "io/heddle/shuffle/shaded/io/netty/";
  private static final String PREFIX = "META-INF/native/libio_heddle_shuffle_shaded_netty_";

  /** Queues on VarHandles, of which netty has another kind for a JVM without them. */
  private static final String VAR_HANDLES =
      SHADED + "util/internal/shaded/org/jctools/queues/varhandle/";

  private static final int JAVA_8 = 52;

  @TempDir Path root;

  @Test
  void everyClassIsOursOrRelocated() throws Exception {
    assertThat(names())
        .filteredOn(name -> name.endsWith(".class"))
        .isNotEmpty()
        .allMatch(name -> name.startsWith("io/heddle/shuffle/"))
        .anyMatch(name -> name.startsWith(SHADED + "channel/epoll/"))
        .contains("io/heddle/shuffle/yarn/HeddleShuffleService.class");
  }

  @Test
  void nothingElseIsInIt() throws Exception {
    assertThat(names())
        .filteredOn(name -> !name.endsWith("/") && !name.endsWith(".class"))
        .allMatch(
            name ->
                name.equals("META-INF/MANIFEST.MF")
                    || name.startsWith("META-INF/maven/io.heddle/")
                    || name.startsWith(PREFIX));
  }

  @Test
  void nativeLibrariesHaveTheNameThatTheRelocatedClassesLookFor() throws Exception {
    assertThat(names())
        .filteredOn(name -> name.startsWith("META-INF/native/") && !name.endsWith("/"))
        .containsExactlyInAnyOrder(
            PREFIX + "transport_native_epoll_x86_64.so",
            PREFIX + "transport_native_epoll_aarch_64.so");
    assertThat(SHADED).doesNotContain("_");
  }

  @Test
  void everyClassLoadsOnJava8() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry : entries(jar)) {
        if (entry.getName().endsWith(".class") && !entry.getName().startsWith(VAR_HANDLES)) {
          try (DataInputStream in = new DataInputStream(jar.getInputStream(entry))) {
            assertThat(in.readInt()).isEqualTo(0xCAFEBABE);
            in.readUnsignedShort();
            assertThat(in.readUnsignedShort()).as(entry.getName()).isLessThanOrEqualTo(JAVA_8);
          }
        }
      }
    }
  }

  @Test
  void noClassOfOursMentionsTheOldPackage() throws Exception {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      for (JarEntry entry : entries(jar)) {
        if (entry.getName().endsWith(".class")) {
          try (InputStream in = jar.getInputStream(entry)) {
            String text = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(text.replace("io/heddle/shuffle/shaded/io/netty", ""))
                .as(entry.getName())
                .doesNotContain("io/netty/");
          }
        }
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void serviceRunsInTheClassLoaderOfTheNodeManagerWithEpoll() throws Exception {
    ClassLoader parent = getClass().getClassLoader();
    try (ApplicationClassLoader loader =
        new ApplicationClassLoader(new URL[] {JAR.toUri().toURL()}, parent, null)) {
      Class<?> type = loader.loadClass(HeddleShuffleService.class.getName());
      assertThat(type.getClassLoader()).isSameAs(loader);
      assertThat(type).isNotSameAs(HeddleShuffleService.class);
      AuxiliaryService service = (AuxiliaryService) type.getDeclaredConstructor().newInstance();
      try {
        Configuration conf = new Configuration(false);
        conf.set("yarn.nodemanager.local-dirs", root.toString());
        conf.setInt(HeddleShuffleService.PORT_KEY, 0);
        service.init(conf);
        service.start();
        Method transport = type.getMethod("transport");
        assertThat(transport.invoke(service)).isEqualTo("EPOLL");
        assertThat(loader.loadClass("org.slf4j.Logger")).isSameAs(org.slf4j.Logger.class);
        assertThat(fetchedFrom(service)).containsExactly(4, 5, 6);
      } finally {
        service.stop();
      }
    }
  }

  /** The executor's side, with the unshaded classes. */
  private byte[] fetchedFrom(AuxiliaryService service) throws Exception {
    ApplicationId app = ApplicationId.newInstance(1, 1);
    MapOutputId id = new MapOutputId(0, 0, 0);
    byte[] secret = new byte[32];
    service.initializeApplication(
        new ApplicationInitializationContext("ann", app, ServiceData.ofSecret(secret)));
    ShuffleDirectories directories =
        ShuffleDirectories.ofContainer(root.resolve("usercache/ann/appcache/" + app).toString());
    try (MapOutputWriter writer = directories.create(id, 1)) {
      writer.write(new byte[] {4, 5, 6}, 0, 3);
      writer.commit();
    }
    int port = ServiceData.port(service.getMetaData());
    try (ShuffleClient client =
            new ShuffleClient(app.toString(), secret, new ShuffleClientOptions());
        BlockFetcher fetcher =
            client.fetch(List.of(new BlockAddress("127.0.0.1", port, id, 0, 1, 3)))) {
      return fetcher.next().bytes();
    }
  }

  private static List<String> names() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return entries(jar).stream().map(JarEntry::getName).collect(Collectors.toList());
    }
  }

  private static List<JarEntry> entries(JarFile jar) {
    List<JarEntry> entries = new ArrayList<>();
    jar.stream().forEach(entries::add);
    return entries;
  }
}
