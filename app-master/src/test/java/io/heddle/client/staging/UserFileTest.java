package io.heddle.client.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.am.launch.StagedFile;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFileTest {
  @TempDir Path dir;

  @Test
  void jarsGetLinksInClassPathOrder() throws IOException {
    List<UserFile> jars = UserFile.jars(jar("a.jar").toString(), List.of("hdfs://nn/lib/b.jar"));
    assertThat(jars)
        .extracting(UserFile::link)
        .containsExactly("heddle-user/0-a.jar", "heddle-user/1-b.jar");
    assertThat(jars.get(1).uri()).isEqualTo("hdfs://nn/lib/b.jar");
    assertThat(jars.get(1).local()).isEmpty();
  }

  @Test
  void aJarThatIsMissingOrNoneIsRefused() throws IOException {
    refused(() -> UserFile.jars(dir + "/none.jar", List.of()), ErrorCode.UNREADABLE_JAR);
    refused(() -> UserFile.jars(dir.toString(), List.of()), ErrorCode.UNREADABLE_JAR);
    Path text = Files.writeString(dir.resolve("text.jar"), "no jar");
    refused(() -> UserFile.jars(text.toString(), List.of()), ErrorCode.UNREADABLE_JAR);
  }

  @Test
  void filesMayHaveAnotherName() throws IOException {
    Path file = Files.writeString(dir.resolve("x.txt"), "");
    List<UserFile> files =
        UserFile.named(List.of(file.toString(), "file:" + file + "#y"), StagedFile.Kind.FILE);
    assertThat(files).extracting(UserFile::link).containsExactly("x.txt", "y");
    assertThat(files.get(1).local()).contains(file);
  }

  @Test
  void twoFilesOfOneNameAreRefused() throws IOException {
    Path file = Files.writeString(dir.resolve("x.txt"), "");
    List<UserFile> twice =
        UserFile.named(List.of(file.toString(), file.toString()), StagedFile.Kind.FILE);
    refused(() -> UserFile.requireDistinctLinks(twice), ErrorCode.BAD_ARGUMENT);
    List<UserFile> taken = UserFile.named(List.of(file + "#engine"), StagedFile.Kind.FILE);
    refused(() -> UserFile.requireDistinctLinks(taken), ErrorCode.BAD_ARGUMENT);
  }

  @Test
  void theMainClassIsLookedForInAllJars() throws IOException {
    List<UserFile> jars =
        UserFile.jars(
            jar("a.jar").toString(), List.of(jar("b.jar", "com/x/Main.class").toString()));
    ProgramCheck.requireMainClass(jars, "com.x.Main");
    refused(() -> ProgramCheck.requireMainClass(jars, "com.x.Other"), ErrorCode.CLASS_NOT_FOUND);
    refused(() -> ProgramCheck.requireMainClass(jars, ""), ErrorCode.BAD_ARGUMENT);
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(HeddleException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private Path jar(String name, String... entries) throws IOException {
    Path jar = dir.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("marker"));
      for (String entry : entries) {
        out.putNextEntry(new JarEntry(entry));
      }
    }
    return jar;
  }
}
