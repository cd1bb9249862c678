package io.heddle.shuffle.client;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A block's bytes, already checked against their checksums: in memory, or in a file. They belong to
 * the receiver, who closes the block.
 */
public final class FetchedBlock implements Closeable {
  private final BlockAddress address;
  private final byte[] bytes;
  private final FileChannel file;
  private final long position;
  private final int[] ends;

  /** Takes ownership of both arrays. */
  FetchedBlock(BlockAddress address, byte[] bytes, int[] ends) {
    this(address, bytes, null, 0, ends);
  }

  /** Takes ownership of the channel and the array. */
  FetchedBlock(BlockAddress address, FileChannel file, long position, int[] ends) {
    this(address, null, file, position, ends);
  }

  private FetchedBlock(
      BlockAddress address, byte[] bytes, FileChannel file, long position, int[] ends) {
    this.address = address;
    this.bytes = bytes;
    this.file = file;
    this.position = position;
    this.ends = ends;
  }

  public BlockAddress address() {
    return address;
  }

  /** Bytes of all partitions of the block. */
  public int length() {
    return ends[ends.length - 1];
  }

  /**
   * All partitions, one after the other; the array itself, exactly as long as the bytes. Null when
   * they are in a file.
   */
  public byte[] bytes() {
    return bytes;
  }

  /** The file that has the bytes from {@link #position} on; null when they are in memory. */
  public FileChannel file() {
    return file;
  }

  /** Where the bytes begin in {@link #file}. */
  public long position() {
    return position;
  }

  /**
   * The bytes of one partition of a block in memory, as a view.
   *
   * @param partition as the map output numbers it, within the address's range
   */
  public ByteBuffer partition(int partition) {
    int i = partition - address.startPartition();
    int start = i == 0 ? 0 : ends[i - 1];
    return ByteBuffer.wrap(bytes, start, ends[i] - start).slice();
  }

  /** Closes the file, if there is one. */
  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
  }
}
