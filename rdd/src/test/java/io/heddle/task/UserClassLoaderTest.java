package io.heddle.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.conf.SerializationSettings;
import io.heddle.conf.SerializerKind;
import io.heddle.rdd.Pair;
import io.heddle.serde.InputBuffer;
import io.heddle.serde.OutputBuffer;
import io.heddle.serde.Serde;
import io.heddle.serde.SerdeFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UserClassLoaderTest {
  @TempDir Path directory;

  @Test
  void the_users_version_of_a_class_wins_over_the_engines() throws Exception {
    Path engineJar = version("engine", "1");
    Path userJar = version("user", "2");
    try (URLClassLoader engine = engineWith(engineJar);
        UserClassLoader user = UserClassLoader.ofPaths(List.of(userJar), engine)) {
      assertThat(callVersion(engine)).isEqualTo("1");
      assertThat(callVersion(user)).isEqualTo("2");
    }
  }

  @Test
  void the_engines_libraries_are_invisible() throws Exception {
    Path engineJar = version("engine", "1");
    try (URLClassLoader engine = engineWith(engineJar);
        UserClassLoader user = UserClassLoader.ofPaths(List.of(), engine)) {
      assertThatThrownBy(() -> user.loadClass("lib.Version"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThatThrownBy(() -> user.loadClass("org.apache.fory.Fory"))
          .isInstanceOf(ClassNotFoundException.class);
      assertThat(user.getResource("lib/Version.class")).isNull();
      assertThat(user.getResource("lib/name.txt")).isNull();
    }
  }

  @Test
  void the_api_slf4j_and_the_platform_are_shared() throws Exception {
    try (UserClassLoader user = UserClassLoader.ofPaths(List.of(), getClass().getClassLoader())) {
      assertThat(user.loadClass("io.heddle.rdd.Pair")).isSameAs(Pair.class);
      assertThat(user.loadClass("org.slf4j.Logger")).isSameAs(org.slf4j.Logger.class);
      assertThat(user.loadClass("java.util.List")).isSameAs(List.class);
      assertThat(user.loadClass("java.sql.Date").getName()).isEqualTo("java.sql.Date");
    }
  }

  @Test
  void a_copy_of_an_engine_class_in_the_users_jar_is_not_used() throws Exception {
    Path jar =
        CompiledJar.make(
            directory,
            "shadow",
            Map.of(
                "io/heddle/rdd/Pair.java",
                "package io.heddle.rdd; public class Pair { public static int SHADOW = 1; }"),
            Map.of());
    try (UserClassLoader user =
        UserClassLoader.ofPaths(List.of(jar), getClass().getClassLoader())) {
      assertThat(user.loadClass("io.heddle.rdd.Pair")).isSameAs(Pair.class);
    }
  }

  @Test
  void the_examples_package_is_the_users() throws Exception {
    Path jar =
        CompiledJar.make(
            directory,
            "examples",
            Map.of(
                "io/heddle/examples/Tiny.java", "package io.heddle.examples; public class Tiny {}"),
            Map.of());
    try (UserClassLoader user =
        UserClassLoader.ofPaths(List.of(jar), getClass().getClassLoader())) {
      assertThat(user.loadClass("io.heddle.examples.Tiny").getClassLoader()).isSameAs(user);
    }
  }

  @Test
  void a_hadoop_class_that_the_engine_lacks_comes_from_the_users_jar() throws Exception {
    Path jar =
        CompiledJar.make(
            directory,
            "extra",
            Map.of(
                "org/apache/hadoop/fs/extra/ExtraFileSystem.java",
                "package org.apache.hadoop.fs.extra; public class ExtraFileSystem {}"),
            Map.of());
    try (UserClassLoader user =
        UserClassLoader.ofPaths(List.of(jar), getClass().getClassLoader())) {
      assertThat(user.loadClass("org.apache.hadoop.fs.extra.ExtraFileSystem").getClassLoader())
          .isSameAs(user);
    }
  }

  @Test
  void resources_are_the_users_own_but_hadoops_files_come_from_the_engine() throws Exception {
    Path engineJar =
        CompiledJar.make(
            directory,
            "engine",
            Map.of(),
            Map.of(
                "app.properties", "engine",
                "core-default.xml", "engine",
                "META-INF/services/org.apache.hadoop.fs.FileSystem", "engine"));
    Path userJar =
        CompiledJar.make(
            directory,
            "user",
            Map.of(),
            Map.of(
                "app.properties", "user",
                "META-INF/services/org.apache.hadoop.fs.FileSystem", "user"));
    try (URLClassLoader engine = engineWith(engineJar);
        UserClassLoader user = UserClassLoader.ofPaths(List.of(userJar), engine)) {
      assertThat(text(user.getResource("app.properties"))).isEqualTo("user");
      assertThat(Collections.list(user.getResources("app.properties"))).hasSize(1);
      assertThat(text(user.getResource("core-default.xml"))).isEqualTo("engine");
      assertThat(
              Collections.list(
                  user.getResources("META-INF/services/org.apache.hadoop.fs.FileSystem")))
          .hasSize(2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FORY", "KRYO"})
  void objects_of_user_classes_are_serialised_though_the_user_cannot_see_the_serialiser(
      SerializerKind kind) throws Exception {
    HeddleConf conf = HeddleConf.empty().with(SerializationSettings.SERIALIZER, kind);
    Path jar =
        CompiledJar.make(
            directory,
            "app",
            Map.of(
                "app/Item.java",
                "package app; public record Item(int id, String name, java.util.List<Long> ns) {}",
                "app/Node.java",
                "package app; public class Node { private int id; public long open = 5; public Node next; public Node(int i)"
                    + " { id = i; next = this; } public int id() { return id; } }"),
            Map.of());
    try (UserClassLoader user =
        UserClassLoader.ofPaths(List.of(jar), getClass().getClassLoader())) {
      var item = user.loadClass("app.Item").getConstructor(int.class, String.class, List.class);
      Object[] items = new Object[1000];
      for (int i = 0; i < items.length; i++) {
        items[i] = item.newInstance(i, "n" + i, List.of(1L, 2L));
      }
      Serde serde = SerdeFactory.of(conf, user).create();
      OutputBuffer out = new OutputBuffer(0);
      serde.encode(items, 0, items.length, out);
      Serde reader = SerdeFactory.of(conf, user).create();
      assertThat(reader.decode(new InputBuffer(out.toByteArray())).values()).containsExactly(items);

      Class<?> node = user.loadClass("app.Node");
      Object copy = reader.fromBytes(serde.toBytes(node.getConstructor(int.class).newInstance(7)));
      assertThat(copy.getClass()).isSameAs(node);
      assertThat(node.getMethod("id").invoke(copy)).isEqualTo(7);
      assertThat(node.getField("next").get(copy)).isSameAs(copy);
      assertThat(node.getField("open").get(copy)).isEqualTo(5L);
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_registrator_in_the_users_jar_brings_a_serialiser_for_a_class_there(SerializerKind kind)
      throws Exception {
    Path jar =
        CompiledJar.make(
            directory,
            "registering",
            Map.of(
                "app/Odd.java",
                "package app; public class Odd { public final Thread t = new Thread(); public int"
                    + " n; public Odd(int n) { this.n = n; } }",
                "app/Mine.java",
                "package app; import io.heddle.serde.*; import java.io.*; public class Mine"
                    + " implements SerializerRegistrator { public void register(SerializerRegistry r)"
                    + " { r.register(Odd.class, new ValueSerializer<Odd>() {"
                    + " public void write(Odd o, ObjectOutput out) throws IOException"
                    + " { out.writeInt(o.n); }"
                    + " public Odd read(ObjectInput in) throws IOException"
                    + " { return new Odd(in.readInt()); } }); } }"),
            Map.of());
    try (UserClassLoader user =
        UserClassLoader.ofPaths(List.of(jar), getClass().getClassLoader())) {
      HeddleConf conf =
          HeddleConf.empty()
              .with(SerializationSettings.SERIALIZER, kind)
              .with(SerializationSettings.REGISTRATORS, List.of("app.Mine"));
      Object odd = user.loadClass("app.Odd").getConstructor(int.class).newInstance(9);
      Object copy =
          SerdeFactory.of(conf, user)
              .create()
              .fromBytes(SerdeFactory.of(conf, user).create().toBytes(odd));
      assertThat(copy.getClass().getField("n").get(copy)).isEqualTo(9);
    }
  }

  private Path version(String name, String version) {
    return CompiledJar.make(
        directory,
        name,
        Map.of(
            "lib/Version.java",
            "package lib; public class Version { public static String get() { return \""
                + version
                + "\"; } }"),
        Map.of("lib/name.txt", name));
  }

  private URLClassLoader engineWith(Path jar) throws Exception {
    return new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
  }

  private static Object callVersion(ClassLoader loader) throws Exception {
    return loader.loadClass("lib.Version").getMethod("get").invoke(null);
  }

  private static String text(URL url) throws Exception {
    try (var in = url.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
