package io.heddle.shuffle.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.Checksum;

/**
 * Reads a committed map output. Holds the parsed index and no open file: it may be kept and shared
 * by threads, and a method that touches the data fails when the files have gone meanwhile.
 */
public final class MapOutputFile {
  /** The most bytes that {@link #read} returns at once. */
  public static final int MAX_READ_BYTES = Integer.MAX_VALUE - 8;

  private static final int CHUNK_BYTES = 64 * 1024;

  private final Path data;
  private final MapOutputIndex index;

  private MapOutputFile(Path data, MapOutputIndex index) {
    this.data = data;
    this.index = index;
  }

  /**
   * Opens the output of {@code id} in {@code directory}: reads and checks its index, and the length
   * of its data file.
   *
   * @throws NoSuchFileException when there is no index, that is, no committed output
   * @throws CorruptMapOutputException when the index is damaged, or the data file has another
   *     length or is not there
   */
  public static MapOutputFile open(Path directory, MapOutputId id) throws IOException {
    byte[] bytes = readIndex(directory.resolve(id.indexFileName()), id);
    MapOutputFile file =
        new MapOutputFile(directory.resolve(id.dataFileName()), MapOutputIndex.decode(bytes, id));
    try {
      file.openData().close();
    } catch (NoSuchFileException e) {
      throw new CorruptMapOutputException("data file of map output " + id + " is gone");
    }
    return file;
  }

  private static byte[] readIndex(Path file, MapOutputId id) throws IOException {
    long length = Files.size(file);
    if (length > MapOutputIndex.fileLength(MapOutputIndex.MAX_PARTITIONS)) {
      throw new CorruptMapOutputException(
          "index of map output " + id + " has " + length + " bytes");
    }
    return Files.readAllBytes(file);
  }

  public MapOutputIndex index() {
    return index;
  }

  /** Bytes of one partition. */
  public long length(int partition) {
    return index.length(partition);
  }

  /**
   * Where the bytes of the partitions from {@code start} to before {@code end} lie.
   *
   * @throws IndexOutOfBoundsException unless {@code 0 <= start < end <= partitions}
   */
  public FileSegment segment(int start, int end) {
    index.checkRange(start, end);
    long position = index.offset(start);
    return new FileSegment(
        data, position, index.offset(end - 1) + index.length(end - 1) - position);
  }

  /**
   * Opens the data file for reading.
   *
   * @return a channel that the caller closes
   * @throws CorruptMapOutputException when the file's length is not the index's
   */
  public FileChannel openData() throws IOException {
    FileChannel channel = FileChannel.open(data, StandardOpenOption.READ);
    try {
      long length = channel.size();
      if (length != index.dataLength()) {
        throw new CorruptMapOutputException(
            "data file of map output "
                + index.id()
                + " has "
                + length
                + " bytes, its index says "
                + index.dataLength());
      }
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * Reads and checks the bytes of the partitions from {@code start} to before {@code end}.
   *
   * @throws CorruptMapOutputException when a checksum is wrong
   * @throws IllegalArgumentException when they have more than {@link #MAX_READ_BYTES} bytes
   */
  public byte[] read(int start, int end) throws IOException {
    FileSegment segment = segment(start, end);
    if (segment.length() > MAX_READ_BYTES) {
      throw new IllegalArgumentException(segment.length() + " bytes do not fit in one array");
    }
    byte[] bytes = new byte[(int) segment.length()];
    if (bytes.length == 0) {
      return bytes;
    }
    Checksum checksum = Crc32c.create();
    int offset = 0;
    try (FileChannel channel = openData()) {
      for (int p = start; p < end; p++) {
        int length = (int) index.length(p);
        checksum.reset();
        for (int done = 0; done < length; ) {
          int step = Math.min(length - done, CHUNK_BYTES);
          readFully(channel, ByteBuffer.wrap(bytes, offset, step), segment.position() + offset);
          checksum.update(bytes, offset, step);
          offset += step;
          done += step;
        }
        checkSum(p, checksum);
      }
    }
    return bytes;
  }

  /**
   * Reads the bytes of the partitions from {@code start} to before {@code end} to see whether they
   * are right.
   *
   * @throws CorruptMapOutputException when they are not
   */
  public void verify(int start, int end) throws IOException {
    FileSegment segment = segment(start, end);
    byte[] chunk = new byte[CHUNK_BYTES];
    Checksum checksum = Crc32c.create();
    long position = segment.position();
    try (FileChannel channel = openData()) {
      for (int p = start; p < end; p++) {
        checksum.reset();
        for (long remaining = index.length(p); remaining > 0; ) {
          int step = (int) Math.min(remaining, CHUNK_BYTES);
          readFully(channel, ByteBuffer.wrap(chunk, 0, step), position);
          checksum.update(chunk, 0, step);
          position += step;
          remaining -= step;
        }
        checkSum(p, checksum);
      }
    }
  }

  private void checkSum(int partition, Checksum checksum) throws CorruptMapOutputException {
    if (index.length(partition) > 0 && (int) checksum.getValue() != index.checksum(partition)) {
      throw new CorruptMapOutputException(
          "partition " + partition + " of map output " + index.id() + " has a wrong checksum");
    }
  }

  private static void readFully(FileChannel channel, ByteBuffer into, long position)
      throws IOException {
    long at = position;
    while (into.hasRemaining()) {
      int read = channel.read(into, at);
      if (read < 0) {
        throw new EOFException("data file ends at " + at);
      }
      at += read;
    }
  }
}
