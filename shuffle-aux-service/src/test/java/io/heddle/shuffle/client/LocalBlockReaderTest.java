package io.heddle.shuffle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.heddle.shuffle.client.BlockFetchException.Reason;
import io.heddle.shuffle.file.MapOutputId;
import io.heddle.shuffle.file.MapOutputWriter;
import io.heddle.shuffle.file.ShuffleDirectories;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBlockReaderTest {
  private static final MapOutputId ID = new MapOutputId(0, 0, 0);

  @TempDir Path root;
  private ShuffleDirectories directories;
  private LocalBlockReader reader;

  @BeforeEach
  void write() throws Exception {
    directories = ShuffleDirectories.of(List.of(root));
    reader = new LocalBlockReader(directories);
    try (MapOutputWriter writer = directories.create(ID, 3)) {
      writer.write(new byte[] {1, 2}, 0, 2);
      writer.skipTo(2);
      writer.write(new byte[] {3}, 0, 1);
      writer.commit();
    }
  }

  @Test
  void readsThePartitionsOfABlock() throws Exception {
    FetchedBlock block = reader.read(block(0, 3));
    assertThat(block.bytes()).containsExactly(1, 2, 3);
    assertThat(block.partition(1).remaining()).isZero();
    assertThat(block.partition(2).get(0)).isEqualTo((byte) 3);
  }

  @Test
  void aLargeBlockStaysInItsFile() throws Exception {
    try (FetchedBlock block = reader.read(block(1, 3), 0)) {
      assertThat(block.bytes()).isNull();
      assertThat(block.length()).isEqualTo(1);
      ByteBuffer read = ByteBuffer.allocate(1);
      block.file().read(read, block.position());
      assertThat(read.get(0)).isEqualTo((byte) 3);
    }
  }

  @Test
  void damagedBytesOfALargeBlockAreCorrupt() throws Exception {
    Files.write(directories.open(ID).segment(0, 1).file(), new byte[] {1, 2, 4});
    BlockFetchException failure =
        catchThrowableOfType(BlockFetchException.class, () -> reader.read(block(2, 3), 0));
    assertThat(failure.reason()).isEqualTo(Reason.CORRUPT);
  }

  @Test
  void damagedBytesAreCorrupt() throws Exception {
    Files.write(directories.open(ID).segment(0, 1).file(), new byte[] {1, 2, 4});
    assertThat(reader.read(block(0, 1)).bytes()).containsExactly(1, 2);
    assertThat(reasonOf(block(2, 3))).isEqualTo(Reason.CORRUPT);
  }

  @Test
  void outputThatIsNotHereIsMissing() throws Exception {
    directories.removeShuffle(0);
    assertThat(reasonOf(block(0, 1))).isEqualTo(Reason.MISSING);
  }

  @Test
  void partitionThatTheOutputDoesNotHaveIsMissing() {
    assertThat(reasonOf(block(2, 4))).isEqualTo(Reason.MISSING);
  }

  private Reason reasonOf(BlockAddress block) {
    return catchThrowableOfType(BlockFetchException.class, () -> reader.read(block)).reason();
  }

  private static BlockAddress block(int start, int end) {
    return new BlockAddress("anywhere", 1, ID, start, end, 0);
  }
}
