package io.heddle.hdfs.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds of every file system. */
abstract class FileAccessContract {
  @TempDir Path directory;
  FileAccess files;
  String root;

  /** The file system under test. */
  abstract FileAccess access() throws IOException;

  /** What its qualified paths begin with. */
  abstract String scheme();

  @BeforeEach
  void open() throws IOException {
    files = access();
    root = scheme() + directory.toRealPath();
  }

  private void write(String name, String text) throws IOException {
    try (OutputStream out = files.create(root + "/" + name)) {
      out.write(text.getBytes(UTF_8));
    }
  }

  private List<String> found(String pattern) throws IOException {
    return files.find(root + "/" + pattern).stream()
        .map(entry -> entry.path().substring(root.length() + 1))
        .toList();
  }

  @Test
  void listsADirectoryByName() throws IOException {
    write("b", "22");
    write("a%20 b", "1");
    write("c/d", "");

    List<FileEntry> entries = files.list(root);

    assertThat(entries).extracting(FileEntry::name).containsExactly("a%20 b", "b", "c");
    assertThat(entries).extracting(FileEntry::length).containsExactly(1L, 2L, 0L);
    assertThat(entries).extracting(FileEntry::directory).containsExactly(false, false, true);
    assertThat(entries).allMatch(entry -> entry.path().startsWith(root));
    assertThat(files.read(entries.get(0).path())).asString(UTF_8).isEqualTo("1");
  }

  @Test
  void findsByPattern() throws IOException {
    for (String name : List.of("y1/a.txt", "y1/b.log", "y2/a.txt", "z/a.txt", "y1/.h")) {
      write(name, "x");
    }

    assertThat(found("y*/*.txt")).containsExactly("y1/a.txt", "y2/a.txt");
    assertThat(found("{y2,z}/a.*")).containsExactly("y2/a.txt", "z/a.txt");
    assertThat(found("{y1/b.log,z/a.txt}")).containsExactly("y1/b.log", "z/a.txt");
    assertThat(found("y[^1]")).containsExactly("y2");
    assertThat(found("?")).containsExactly("z");
    assertThat(found("z/a.txt")).containsExactly("z/a.txt");
    assertThat(found("nothing*/a.txt")).isEmpty();
    assertThat(found("nothing")).isEmpty();
  }

  @Test
  void specialCharactersAreGuardedByABackslash() throws IOException {
    write("a*", "x");
    write("ab", "x");
    assertThat(found("a\\*")).containsExactly("a*");
  }

  @Test
  void readsFromAnOffset() throws IOException {
    write("f", "0123456789");
    try (InputStream in = files.open(root + "/f", 7)) {
      assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("789");
    }
    try (InputStream in = files.open(root + "/f", 10)) {
      assertThat(in.read(new byte[4], 0, 4)).isEqualTo(-1);
    }
  }

  @Test
  void whatIsFlushedIsSeenBeforeTheEnd() throws IOException {
    try (OutputStream out = files.create(root + "/log")) {
      out.write("first".getBytes(UTF_8));
      out.flush();
      assertThat(files.read(root + "/log")).asString(UTF_8).isEqualTo("first");
    }
  }

  @Test
  void aFileThatIsNotThere() {
    assertThatThrownBy(() -> files.open(root + "/none", 0))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> files.list(root + "/none")).isInstanceOf(FileNotFoundException.class);
  }

  @Test
  void movesOnlyToWhereNothingIs() throws IOException {
    write("a", "1");
    write("b", "2");
    files.rename(root + "/a", root + "/c");
    assertThat(directory.resolve("c")).hasContent("1");
    assertThat(directory.resolve("a")).doesNotExist();
    assertThatThrownBy(() -> files.rename(root + "/none", root + "/d"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void deletesWithAllThatIsWithin() throws IOException {
    write("d/e/f", "x");
    files.delete(root + "/d");
    files.delete(root + "/d");
    assertThat(files.exists(root + "/d")).isFalse();
  }

  @Test
  void directoriesMayExist() throws IOException {
    files.makeDirectories(root + "/x/y");
    files.makeDirectories(root + "/x/y");
    assertThat(Files.isDirectory(directory.resolve("x/y"))).isTrue();
    assertThat(files.exists(root + "/x/y")).isTrue();
  }

  @Test
  void qualifiedPathsAreWhole() {
    assertThat(files.qualified(root + "/out/")).isEqualTo(root + "/out");
    assertThat(files.qualified("out")).startsWith(scheme() + "/").endsWith("/out");
  }

  @Test
  void placesCoverAFile() throws IOException {
    write("f", "x".repeat(2500));
    for (FileEntry entry : List.of(files.list(root).get(0), files.find(root + "/f").get(0))) {
      List<BlockPlace> places = files.places(entry);
      assertThat(places).first().extracting(BlockPlace::offset).isEqualTo(0L);
      assertThat(places.stream().mapToLong(BlockPlace::length).sum()).isEqualTo(2500);
    }
    write("empty", "");
    assertThat(files.places(files.find(root + "/empty").get(0))).isEmpty();
  }
}
