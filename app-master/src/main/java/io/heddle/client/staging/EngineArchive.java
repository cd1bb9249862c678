package io.heddle.client.staging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heddle.am.launch.ContainerLayout;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The engine as one archive: its jars, the list of their order, and class data sharing archives,
 * named by a hash of all their bytes. Entries are not compressed, since jars are already; each
 * keeps its file's modification time, by which a sharing archive recognises its jars.
 *
 * <p>The archive is a zip whose name ends in {@code .jar}, because it is then that NodeManagers
 * restore modification times when they unpack it.
 */
public final class EngineArchive {
  /** Its file name in the staging directory. */
  public static final String NAME = "heddle-engine.jar";

  private static final FileTime LIST_TIME = FileTime.fromMillis(1_767_225_600_000L);

  private final List<String> jars;
  private final List<Part> parts;
  private final String hash;

  private record Part(String name, Path file, FileTime modified, String hash) {}

  private EngineArchive(List<String> jars, List<Part> parts, String hash) {
    this.jars = List.copyOf(jars);
    this.parts = List.copyOf(parts);
    this.hash = hash;
  }

  /**
   * Describes the archive of an installation; reads all of its files unless the cache knows them.
   */
  public static EngineArchive of(Installation installation, HashCache hashes) throws IOException {
    List<String> jars = installation.engineJars();
    List<String> names = new ArrayList<>();
    jars.forEach(jar -> names.add("lib/" + jar));
    installation.sharedArchive().ifPresent(names::add);
    List<Part> parts = new ArrayList<>();
    ContentHash all = new ContentHash();
    all.add(classPathList(jars));
    for (String name : names) {
      Path file = installation.file(name);
      // Whole seconds: what both zip entries and sharing archives keep.
      FileTime modified =
          FileTime.fromMillis(Files.getLastModifiedTime(file).toMillis() / 1000 * 1000);
      Part part = new Part(name, file, modified, hashes.of(file));
      parts.add(part);
      all.add(part.name().getBytes(UTF_8));
      all.add(part.hash().getBytes(UTF_8));
      all.add(part.modified().toString().getBytes(UTF_8));
    }
    return new EngineArchive(jars, parts, all.hex());
  }

  /** Names the content: equal for equal files with equal names and times, in equal order. */
  public String hash() {
    return hash;
  }

  /** The jars' names, in class path order. */
  public List<String> jars() {
    return jars;
  }

  /** The size of all its files, which is about its own. */
  public long bytes() throws IOException {
    long bytes = 0;
    for (Part part : parts) {
      bytes += Files.size(part.file());
    }
    return bytes;
  }

  /** Whether the archive holds a file of this name below the engine. */
  public boolean holds(String name) {
    return parts.stream().anyMatch(part -> part.name().equals(name));
  }

  /** Writes the archive; the stream is left open. */
  public void writeTo(OutputStream stream) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(stream, UTF_8);
    zip.setLevel(Deflater.NO_COMPRESSION);
    byte[] list = classPathList(jars);
    ZipEntry first = new ZipEntry(ContainerLayout.CLASS_PATH_LIST);
    first.setLastModifiedTime(LIST_TIME);
    zip.putNextEntry(first);
    zip.write(list);
    zip.closeEntry();
    for (Part part : parts) {
      ZipEntry entry = new ZipEntry(part.name());
      entry.setLastModifiedTime(part.modified());
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(Files.size(part.file()));
      entry.setCrc(crcOf(part.file()));
      zip.putNextEntry(entry);
      Files.copy(part.file(), zip);
      zip.closeEntry();
    }
    zip.finish();
  }

  private static byte[] classPathList(List<String> jars) {
    return (String.join("\n", jars) + "\n").getBytes(UTF_8);
  }

  private static long crcOf(Path file) throws IOException {
    CRC32 crc = new CRC32();
    byte[] buffer = new byte[1 << 16];
    try (var in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
      }
    }
    return crc.getValue();
  }
}
