package io.heddle.it.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** The map outputs of an application on the nodes' disks. */
final class MapOutputFiles {
  private final Path clusterDirectory;
  private final String applicationId;

  MapOutputFiles(Path clusterDirectory, String applicationId) {
    this.clusterDirectory = clusterDirectory;
    this.applicationId = applicationId;
  }

  /** The data files of a map task, over all nodes and attempts. */
  List<Path> data(int map) {
    String part = "/appcache/" + applicationId + "/heddle-shuffle/";
    try (Stream<Path> files = Files.walk(clusterDirectory)) {
      return files
          .filter(file -> file.toString().contains(part))
          .filter(file -> file.getFileName().toString().matches(map + "-\\d+\\.data"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Turns every bit of a file; its length stays. */
  static void corrupt(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes));
    }
  }
}
