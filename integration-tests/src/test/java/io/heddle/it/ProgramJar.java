package io.heddle.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The programs of {@code io.heddle.it.program} as a user's jar. */
public final class ProgramJar {
  private static final String PACKAGE = "io/heddle/it/program/";

  /** Equal classes make an equal jar. */
  private static final FileTime TIME = FileTime.fromMillis(1_767_225_600_000L);

  private ProgramJar() {}

  private static final class Made {
    static final Path FILE = make();
  }

  /** The jar; made once in this JVM, removed at its end. */
  public static Path file() {
    return Made.FILE;
  }

  private static Path make() {
    try {
      Path jar = Files.createTempFile("heddle-it-programs", ".jar");
      jar.toFile().deleteOnExit();
      write(jar, "");
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a jar of all the programs that differs from others by its note. */
  public static void write(Path jar, String note) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar)) {
      write(classes(), out, note);
    }
  }

  private static Path classes() {
    try {
      return Path.of(ProgramJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path classes, OutputStream out, String note) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(classes.resolve(PACKAGE))) {
      files = all.sorted().toList();
    }
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setComment(note);
      for (Path file : files) {
        ZipEntry entry = new ZipEntry(PACKAGE + file.getFileName());
        entry.setLastModifiedTime(TIME);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }
}
