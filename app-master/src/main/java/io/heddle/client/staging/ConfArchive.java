package io.heddle.client.staging;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.heddle.am.launch.ContainerLayout;
import io.heddle.am.launch.SettingsFile;
import io.heddle.conf.HeddleConf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The client's Hadoop configuration directories and the application's settings as one archive, the
 * same bytes for the same content, so that it is uploaded and localised only when something in it
 * changed.
 */
public final class ConfArchive {
  public static final String NAME = "hadoop-conf.jar";

  private static final FileTime FIXED_TIME = FileTime.fromMillis(1_767_225_600_000L);
  private static final long LARGEST_FILE = 1 << 20;

  private final byte[] bytes;

  private ConfArchive(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * @param directories of Hadoop's files; of files with the same name the first one counts. Hidden
   *     files, subdirectories, and files of more than a mebibyte are left out.
   */
  public static ConfArchive of(List<Path> directories, HeddleConf settings) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    for (Path directory : directories) {
      try (Stream<Path> listed = Files.list(directory)) {
        for (Path file : listed.toList()) {
          String name = file.getFileName().toString();
          if (!name.startsWith(".")
              && !files.containsKey(name)
              && Files.isRegularFile(file)
              && Files.isReadable(file)
              && Files.size(file) <= LARGEST_FILE) {
            files.put(name, Files.readAllBytes(file));
          }
        }
      }
    }
    files.put(ContainerLayout.SETTINGS_FILE, SettingsFile.write(settings.asMap()).getBytes(UTF_8));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, UTF_8)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        ZipEntry entry = new ZipEntry(file.getKey());
        entry.setLastModifiedTime(FIXED_TIME);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return new ConfArchive(bytes.toByteArray());
  }

  public String hash() {
    ContentHash hash = new ContentHash();
    hash.add(bytes);
    return hash.hex();
  }

  /** The archive; not copied. */
  public byte[] bytes() {
    return bytes;
  }
}
