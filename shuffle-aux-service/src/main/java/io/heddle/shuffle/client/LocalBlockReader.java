package io.heddle.shuffle.client;

import io.heddle.shuffle.client.BlockFetchException.Reason;
import io.heddle.shuffle.file.MapOutputCache;
import io.heddle.shuffle.file.MapOutputFile;
import io.heddle.shuffle.file.ShuffleDirectories;
import java.io.IOException;
import java.nio.file.NoSuchFileException;

/**
 * Reads blocks from this host's own disks, past the server, with the same checks. To be shared by
 * the tasks of an executor: it remembers indexes. Safe for any thread.
 */
public final class LocalBlockReader {
  private static final long CACHE_BYTES = 16L << 20;

  private final ShuffleDirectories directories;
  private final MapOutputCache cache = new MapOutputCache(CACHE_BYTES);

  public LocalBlockReader(ShuffleDirectories directories) {
    this.directories = directories;
  }

  /**
   * Reads one block; the address's host and port are not looked at.
   *
   * @return its bytes, the caller's
   * @throws BlockFetchException when it is missing or damaged. A caller may ask the server then,
   *     which sees directories that this process may not know.
   */
  public FetchedBlock read(BlockAddress address) throws BlockFetchException {
    return read(address, Long.MAX_VALUE);
  }

  /**
   * As {@link #read(BlockAddress)}, but a block that is large is checked and left in its file.
   *
   * @param largestInMemory bytes
   */
  public FetchedBlock read(BlockAddress address, long largestInMemory) throws BlockFetchException {
    int start = address.startPartition();
    int end = address.endPartition();
    try {
      MapOutputFile file = cache.open(directories, address.id());
      int partitions = file.index().partitions();
      if (end > partitions) {
        throw new BlockFetchException(
            address, Reason.MISSING, "it has " + partitions + " partitions", null);
      }
      long length = file.segment(start, end).length();
      if (length > MapOutputFile.MAX_READ_BYTES) {
        throw new BlockFetchException(address, Reason.TOO_LARGE, length + " bytes", null);
      }
      int[] ends = new int[end - start];
      int sum = 0;
      for (int p = start; p < end; p++) {
        sum += (int) file.length(p);
        ends[p - start] = sum;
      }
      if (length <= largestInMemory) {
        return new FetchedBlock(address, file.read(start, end), ends);
      }
      file.verify(start, end);
      return new FetchedBlock(address, file.openData(), file.segment(start, end).position(), ends);
    } catch (BlockFetchException e) {
      throw e;
    } catch (NoSuchFileException e) {
      cache.forget(directories, address.id());
      throw new BlockFetchException(address, Reason.MISSING, "no such file " + e.getFile(), e);
    } catch (IOException e) {
      cache.forget(directories, address.id());
      throw new BlockFetchException(address, Reason.CORRUPT, e.getMessage(), e);
    }
  }
}
