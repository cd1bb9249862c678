package io.heddle.executor.block;

import io.heddle.executor.spill.FrameWriter;
import io.heddle.executor.spill.SpillDirectories;
import io.heddle.shuffle.file.Crc32c;
import io.heddle.shuffle.server.PeerBlock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.Checksum;

/** Cached blocks in the form in which peers get them: frames. Stateless. */
final class PeerCopies {
  private PeerCopies() {}

  /**
   * A found block's bytes.
   *
   * @return null when it has gone meanwhile
   */
  static PeerBlock of(
      BlockStore.Found found, SpillDirectories directories, Supplier<FrameWriter> writers)
      throws IOException {
    if (found.memory() instanceof Pages pages) {
      List<ByteBuffer> buffers = pages.buffers();
      Checksum checksum = Crc32c.create();
      byte[] copy = new byte[64 * 1024];
      for (ByteBuffer buffer : pages.buffers()) {
        while (buffer.hasRemaining()) {
          int n = Math.min(copy.length, buffer.remaining());
          buffer.get(copy, 0, n);
          checksum.update(copy, 0, n);
        }
      }
      return PeerBlock.ofBuffers(buffers, (int) checksum.getValue());
    }
    if (found.memory() == null) {
      return open(found.file());
    }
    // By way of a file, as serialised objects may be more than there is memory for.
    BlockFile file =
        BlockFile.write(directories.newFile(), out -> found.memory().writeTo(out, writers));
    try {
      return open(file);
    } finally {
      file.delete(); // its bytes go when it has been sent
    }
  }

  private static PeerBlock open(BlockFile file) throws IOException {
    try {
      return PeerBlock.ofFile(
          FileChannel.open(file.path(), StandardOpenOption.READ), 0, file.bytes(), file.checksum());
    } catch (NoSuchFileException e) {
      return null;
    }
  }
}
