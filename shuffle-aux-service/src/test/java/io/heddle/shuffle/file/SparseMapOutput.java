package io.heddle.shuffle.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes a map output whose second partition lies beyond a hole of any size. */
public final class SparseMapOutput {
  private SparseMapOutput() {}

  public static void write(Path directory, MapOutputId id, long hole, byte[] second)
      throws IOException {
    Files.createDirectories(directory);
    try (RandomAccessFile data =
        new RandomAccessFile(directory.resolve(id.dataFileName()).toFile(), "rw")) {
      data.seek(hole);
      data.write(second);
    }
    int checksum = Crc32c.of(second, 0, second.length);
    long[] ends = {hole, hole + second.length};
    MapOutputIndex index = new MapOutputIndex(id, ends, new int[] {0, checksum});
    Files.write(directory.resolve(id.indexFileName()), index.encode());
  }
}
