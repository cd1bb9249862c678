package io.heddle.shuffle.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MapOutputFileTest {
  private static final MapOutputId ID = new MapOutputId(1, 2, 3);

  @TempDir Path dir;

  @Test
  void returnsEveryPartitionAsItWasWritten() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      MapOutputId id = new MapOutputId(1, round, 0);
      int partitions = 1 + random.nextInt(20);
      byte[][] expected = new byte[partitions][];
      long[] lengths;
      try (MapOutputWriter writer = MapOutputWriter.create(dir, id, partitions)) {
        for (int p = 0; p < partitions; p++) {
          expected[p] = random.nextInt(3) == 0 ? new byte[0] : writeRandomly(writer, random);
          writer.finishPartition();
        }
        lengths = writer.commit();
      }
      MapOutputFile file = MapOutputFile.open(dir, id);
      file.verify(0, partitions);
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (int p = 0; p < partitions; p++) {
        assertThat(file.read(p, p + 1)).as("seed %d round %d", seed, round).isEqualTo(expected[p]);
        assertThat(lengths[p]).isEqualTo(expected[p].length);
        all.write(expected[p]);
      }
      assertThat(file.read(0, partitions)).isEqualTo(all.toByteArray());
    }
  }

  private byte[] writeRandomly(MapOutputWriter writer, Random random) throws Exception {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int piece = random.nextInt(4); piece >= 0; piece--) {
      byte[] bytes = new byte[random.nextInt(random.nextBoolean() ? 50 : 200_000)];
      random.nextBytes(bytes);
      int offset = random.nextInt(bytes.length + 1);
      int length = bytes.length - offset;
      if (random.nextBoolean()) {
        writer.write(bytes, offset, length);
      } else {
        Path spill = Files.write(dir.resolve("spill"), bytes);
        try (FileChannel source = FileChannel.open(spill)) {
          writer.transferFrom(source, offset, length);
        }
      }
      all.write(bytes, offset, length);
    }
    return all.toByteArray();
  }

  @Test
  void partitionsWithoutBytesAreEmpty() throws Exception {
    try (MapOutputWriter writer = MapOutputWriter.create(dir, ID, 100_000)) {
      writer.skipTo(99_000);
      writer.write("x".getBytes(US_ASCII), 0, 1);
      writer.commit();
    }
    MapOutputFile file = MapOutputFile.open(dir, ID);
    assertThat(file.length(98_999)).isZero();
    assertThat(file.length(99_000)).isEqualTo(1);
    assertThat(file.segment(0, 99_000).length()).isZero();
    assertThat(file.read(98_000, 100_000)).containsExactly('x');
  }

  @Test
  void nothingIsSeenBeforeTheCommit() throws Exception {
    try (MapOutputWriter writer = MapOutputWriter.create(dir, ID, 1)) {
      writer.write(new byte[100_000], 0, 100_000);
      assertThatThrownBy(() -> MapOutputFile.open(dir, ID)).isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void abortLeavesNoFile() throws Exception {
    MapOutputWriter writer = MapOutputWriter.create(dir, ID, 1);
    writer.write(new byte[100_000], 0, 100_000);
    writer.close();
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void commitLeavesTheTwoFilesReadableByTheGroup() throws Exception {
    write("abc");
    try (Stream<Path> left = Files.list(dir)) {
      assertThat(left)
          .hasSize(2)
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-r-----"));
    }
  }

  @Test
  void writingAfterTheCommitIsRefused() throws Exception {
    MapOutputWriter writer = MapOutputWriter.create(dir, ID, 1);
    writer.commit();
    assertThatThrownBy(() -> writer.write(new byte[1], 0, 1))
        .isInstanceOf(IllegalStateException.class);
    writer.close();
    assertThat(MapOutputFile.open(dir, ID).length(0)).isZero();
  }

  @Test
  void sourceThatEndsEarlyIsAnError() throws Exception {
    Path spill = Files.write(dir.resolve("spill"), new byte[10]);
    try (MapOutputWriter writer = MapOutputWriter.create(dir, ID, 1);
        FileChannel source = FileChannel.open(spill)) {
      assertThatThrownBy(() -> writer.transferFrom(source, 5, 6)).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void flippedDataByteIsFoundInItsPartitionOnly() throws Exception {
    write("abc", "def");
    Path data = dir.resolve(ID.dataFileName());
    byte[] bytes = Files.readAllBytes(data);
    bytes[4] ^= 1;
    Files.write(data, bytes);
    MapOutputFile file = MapOutputFile.open(dir, ID);
    assertThat(file.read(0, 1)).containsExactly('a', 'b', 'c');
    assertThatThrownBy(() -> file.read(1, 2)).isInstanceOf(CorruptMapOutputException.class);
    assertThatThrownBy(() -> file.verify(0, 2))
        .isInstanceOf(CorruptMapOutputException.class)
        .hasMessageContaining("partition 1 ");
  }

  @Test
  void truncatedOrMissingDataIsFoundOnOpening() throws Exception {
    write("abc");
    Path data = dir.resolve(ID.dataFileName());
    Files.write(data, new byte[2]);
    assertThatThrownBy(() -> MapOutputFile.open(dir, ID))
        .isInstanceOf(CorruptMapOutputException.class)
        .hasMessageContaining("has 2 bytes, its index says 3");
    Files.delete(data);
    assertThatThrownBy(() -> MapOutputFile.open(dir, ID))
        .isInstanceOf(CorruptMapOutputException.class)
        .hasMessageContaining("gone");
  }

  @Test
  void partitionBeyondFourGigabytesIsRead() throws Exception {
    byte[] second = "beyond".getBytes(US_ASCII);
    SparseMapOutput.write(dir, ID, 5L << 30, second);
    MapOutputFile file = MapOutputFile.open(dir, ID);
    assertThat(file.segment(1, 2).position()).isEqualTo(5L << 30);
    assertThat(file.read(1, 2)).isEqualTo(second);
    assertThatThrownBy(() -> file.read(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rangeOutsideOfThePartitionsIsRefused() throws Exception {
    write("abc");
    MapOutputFile file = MapOutputFile.open(dir, ID);
    assertThatThrownBy(() -> file.segment(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> file.segment(-1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> file.segment(1, 1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  private void write(String... partitions) throws Exception {
    try (MapOutputWriter writer = MapOutputWriter.create(dir, ID, partitions.length)) {
      for (String partition : partitions) {
        writer.write(partition.getBytes(US_ASCII), 0, partition.length());
        writer.finishPartition();
      }
      writer.commit();
    }
  }
}
