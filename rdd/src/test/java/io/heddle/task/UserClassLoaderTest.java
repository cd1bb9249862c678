package io.heddle.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserClassLoaderTest {
  private static final String LIBRARY = Assertions.class.getName();
  private static final String ENGINE_CLASS = Partition.class.getName();

  @TempDir Path dir;

  @Test
  void aLibraryInTheUsersJarWinsOverTheEngines() throws Exception {
    try (UserClassLoader loader = loader(jarWith(classFile(LIBRARY)))) {
      Class<?> loaded = loader.loadClass(LIBRARY);
      assertThat(loaded.getClassLoader()).isSameAs(loader);
      assertThat(loaded).isNotSameAs(Assertions.class);
    }
  }

  @Test
  void aLibraryThatTheUsersJarLacksComesFromTheEngine() throws Exception {
    try (UserClassLoader loader = loader(jarWith())) {
      assertThat(loader.loadClass(LIBRARY)).isSameAs(Assertions.class);
    }
  }

  @Test
  void theEnginesApiIsOneEvenWhenTheUsersJarHoldsACopy() throws Exception {
    try (UserClassLoader loader = loader(jarWith(classFile(ENGINE_CLASS)))) {
      assertThat(loader.loadClass(ENGINE_CLASS)).isSameAs(Partition.class);
    }
  }

  @Test
  void aClassInNeitherIsNotFound() throws Exception {
    try (UserClassLoader loader = loader(jarWith())) {
      assertThatThrownBy(() -> loader.loadClass("org.nowhere.Missing"))
          .isInstanceOf(ClassNotFoundException.class)
          .hasMessageContaining("org.nowhere.Missing");
    }
  }

  @Test
  void theEnginesProvidersAreHiddenForAServiceOfTheUser() throws Exception {
    String service = "META-INF/services/org.junit.platform.engine.TestEngine";
    try (UserClassLoader none = loader(jarWith());
        UserClassLoader own = loader(jarWith("org/junit/platform/engine/TestEngine.class"))) {
      List<URL> engines = Collections.list(none.getResources(service));
      assertThat(engines).isNotEmpty();
      assertThat(Collections.list(own.getResources(service))).isEmpty();
    }
  }

  @Test
  void resourcesOfTheUserComeFirst() throws Exception {
    try (UserClassLoader loader = loader(jarWith(classFile(LIBRARY)))) {
      assertThat(loader.getResource(classFile(LIBRARY)).toString()).contains(dir.toString());
    }
  }

  private UserClassLoader loader(Path jar) throws IOException {
    return new UserClassLoader(List.of(jar.toUri().toURL()), getClass().getClassLoader());
  }

  private Path jarWith(String... entries) throws IOException {
    Path jar = Files.createTempFile(dir, "user", ".jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      out.putNextEntry(new JarEntry("marker"));
      for (String entry : entries) {
        out.putNextEntry(new JarEntry(entry));
        try (InputStream in = getClass().getClassLoader().getResourceAsStream(entry)) {
          in.transferTo(out);
        }
      }
    }
    return jar;
  }

  private static String classFile(String name) {
    return name.replace('.', '/') + ".class";
  }
}
