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
  private static final String PROGRAMS = "io/heddle/it/program/";

  private static final String LIBRARY = "io/heddle/it/library/";

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
    write(PROGRAMS, jar, note);
  }

  /** Writes a jar of what programs use and do not bring along. */
  public static void writeLibrary(Path jar) throws IOException {
    write(LIBRARY, jar, "");
  }

  private static Path classes() {
    try {
      return Path.of(ProgramJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(String directory, Path jar, String note) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(classes().resolve(directory))) {
      files = all.sorted().toList();
    }
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.setComment(note);
      for (Path file : files) {
        ZipEntry entry = new ZipEntry(directory + file.getFileName());
        entry.setLastModifiedTime(TIME);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
      }
    }
  }
}
