package io.heddle.shuffle.client;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** What one fetcher may use. Immutable. */
public final class FetchLimits {
  /** What a block that goes to a file counts for while it is under way. */
  static final long BYTES_OF_FILE = 64 * 1024;

  /** Makes files for blocks that are not kept in memory. */
  @FunctionalInterface
  public interface Files {
    /**
     * A new empty file, to be written and read, which goes when the channel is closed. Called by
     * any thread.
     */
    FileChannel create() throws IOException;
  }

  private final long bytesInFlight;
  private final long largestInMemory;
  private final Files files;

  /**
   * @param bytesInFlight as {@link ShuffleClientOptions#maxBytesInFlight} says
   * @param largestInMemory larger blocks go to files
   * @param files null when all blocks are kept in memory
   */
  public FetchLimits(long bytesInFlight, long largestInMemory, Files files) {
    this.bytesInFlight = bytesInFlight;
    this.largestInMemory = largestInMemory;
    this.files = files;
  }

  long bytesInFlight() {
    return bytesInFlight;
  }

  boolean toFile(long blockBytes) {
    return files != null && blockBytes > largestInMemory;
  }

  /** What a block counts for while it is under way, or at hand. */
  long costOf(long blockBytes) {
    return toFile(blockBytes) ? BYTES_OF_FILE : blockBytes;
  }

  FileChannel newFile() throws IOException {
    return files.create();
  }
}
