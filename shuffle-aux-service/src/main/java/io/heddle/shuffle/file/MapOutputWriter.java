package io.heddle.shuffle.file;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;
import java.util.zip.Checksum;

/**
 * Writes one map output, partition by partition in ascending order.
 *
 * <p>Until {@link #commit()} returns, the bytes are in files with temporary names. Commit renames
 * the data file and then the index file, so an index under its final name means a whole output. The
 * files are readable by their owner and group (the NodeManager's), and are not forced to the disk:
 * after a crash of the machine a reader finds damage by the checksums. When the directory cannot be
 * written any more, what is written moves to another one.
 *
 * <p>One thread at a time. {@link #close()} without a commit removes everything.
 */
public final class MapOutputWriter implements Closeable {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Iterator<Path> others;
  private final Opener opener;
  private final StringBuilder tried = new StringBuilder();
  private Path directory;
  private final MapOutputId id;
  private Path temporaryData;
  private Path temporaryIndex;
  private FileChannel data;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final long[] ends;
  private final int[] checksums;
  private final Checksum checksum = Crc32c.create();
  private int buffered;
  private int partition;
  private long position;
  private boolean finished;

  /** Makes a file that is not there yet. */
  interface Opener {
    FileChannel create(Path file) throws IOException;
  }

  private MapOutputWriter(
      Path directory, Iterator<Path> others, MapOutputId id, int partitions, Opener opener)
      throws IOException {
    this.others = others;
    this.opener = opener;
    this.id = id;
    this.ends = new long[partitions];
    this.checksums = new int[partitions];
    begin(directory);
  }

  private void begin(Path in) throws IOException {
    if (!Files.isDirectory(in)) {
      createShared(in);
    }
    String suffix = ".tmp-" + UUID.randomUUID();
    Path file = in.resolve(id.dataFileName() + suffix);
    data = opener.create(file);
    directory = in;
    temporaryData = file;
    temporaryIndex = in.resolve(id.indexFileName() + suffix);
  }

  /**
   * Starts an output.
   *
   * @param directory where the files go; made when it is not there
   * @param partitions number of reduce partitions, 1 to {@link MapOutputIndex#MAX_PARTITIONS}
   * @throws IOException when the directory or the file cannot be made
   */
  public static MapOutputWriter create(Path directory, MapOutputId id, int partitions)
      throws IOException {
    return create(
        directory, Collections.<Path>emptyIterator(), id, partitions, MapOutputWriter::createFile);
  }

  /**
   * Starts an output that moves to other directories when its own fails.
   *
   * @param others where it may go, best first
   */
  static MapOutputWriter create(
      Path directory, Iterator<Path> others, MapOutputId id, int partitions, Opener opener)
      throws IOException {
    if (partitions < 1 || partitions > MapOutputIndex.MAX_PARTITIONS) {
      throw new IllegalArgumentException(partitions + " partitions in map output " + id);
    }
    return new MapOutputWriter(directory, others, id, partitions, opener);
  }

  /**
   * The NodeManager may run as another user of the same group, and removes what applications leave.
   */
  private static void createShared(Path directory) throws IOException {
    Path parent = directory.getParent();
    boolean fresh = parent != null && !Files.isDirectory(parent);
    Files.createDirectories(directory);
    share(directory);
    if (fresh) {
      share(parent);
    }
  }

  private static void share(Path directory) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(directory, PosixFileAttributeView.class);
    if (view == null) {
      return; // no such permissions here
    }
    Set<PosixFilePermission> permissions = view.readAttributes().permissions();
    if (permissions.addAll(
        EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE))) {
      try {
        view.setPermissions(permissions);
      } catch (AccessDeniedException e) {
        return; // another executor, of the same application and user, made it
      }
    }
  }

  /** The partition that {@code write} adds to; equals the number of partitions after the last. */
  public int partition() {
    return partition;
  }

  /** Appends bytes to the current partition; the array is the caller's again on return. */
  public void write(byte[] bytes, int offset, int length) throws IOException {
    checkWritable();
    checksum.update(bytes, offset, length);
    position += length;
    if (length <= BUFFER_BYTES - buffered) {
      System.arraycopy(bytes, offset, buffer, buffered, length);
      buffered += length;
      return;
    }
    flush();
    int from = offset;
    int end = offset + length;
    // In pieces: the JDK keeps a native copy as large as the largest write of each thread.
    for (; end - from >= BUFFER_BYTES; from += BUFFER_BYTES) {
      writeFully(ByteBuffer.wrap(bytes, from, BUFFER_BYTES));
    }
    System.arraycopy(bytes, from, buffer, 0, end - from);
    buffered = end - from;
  }

  /**
   * Appends a range of another file, such as a spill, to the current partition.
   *
   * @param source read by absolute position; stays the caller's
   * @throws EOFException when the source ends before {@code position + length}
   */
  public void transferFrom(FileChannel source, long position, long length) throws IOException {
    checkWritable();
    long from = position;
    long remaining = length;
    while (remaining > 0) {
      if (buffered == BUFFER_BYTES) {
        flush();
      }
      int room = (int) Math.min(remaining, BUFFER_BYTES - buffered);
      int read = source.read(ByteBuffer.wrap(buffer, buffered, room), from);
      if (read < 0) {
        throw new EOFException(
            "source of map output " + id + " ends at " + from + ", " + remaining + " bytes early");
      }
      checksum.update(buffer, buffered, read);
      buffered += read;
      from += read;
      remaining -= read;
      this.position += read;
    }
  }

  /** Ends the current partition, which may be empty, and goes on to the next one. */
  public void finishPartition() {
    checkWritable();
    boolean empty = position == (partition == 0 ? 0 : ends[partition - 1]);
    if (!empty) {
      checksums[partition] = (int) checksum.getValue();
      checksum.reset();
    }
    ends[partition++] = position;
  }

  /**
   * Ends partitions, the ones without bytes at a few nanoseconds each, until {@code next} is the
   * current one.
   */
  public void skipTo(int next) {
    if (next < partition || next > ends.length) {
      throw new IllegalArgumentException(
          "cannot go from partition " + partition + " to " + next + " in map output " + id);
    }
    while (partition < next) {
      finishPartition();
    }
  }

  /**
   * Makes the output visible. Partitions that were not finished are finished here.
   *
   * @return bytes of each partition; the caller's
   * @throws IOException when it failed; nothing is visible then, and no file remains
   */
  public long[] commit() throws IOException {
    checkOpen();
    boolean dataRenamed = false;
    try {
      skipTo(ends.length);
      flush();
      data.close();
      MapOutputIndex index = new MapOutputIndex(id, ends, checksums);
      try (FileChannel out = createFile(temporaryIndex)) {
        ByteBuffer bytes = ByteBuffer.wrap(index.encode());
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
      }
      // An older output of the same name must never be seen with half of this one.
      Files.deleteIfExists(directory.resolve(id.indexFileName()));
      rename(temporaryData, directory.resolve(id.dataFileName()));
      dataRenamed = true;
      rename(temporaryIndex, directory.resolve(id.indexFileName()));
      finished = true;
      long[] lengths = new long[ends.length];
      for (int p = 0; p < lengths.length; p++) {
        lengths[p] = index.length(p);
      }
      return lengths;
    } catch (IOException | RuntimeException e) {
      try {
        if (dataRenamed) {
          Files.deleteIfExists(directory.resolve(id.dataFileName()));
        }
        abort();
      } catch (IOException suppressed) {
        e.addSuppressed(suppressed);
      }
      throw e;
    }
  }

  /** Removes what was written. Does nothing after a commit or another abort. */
  public void abort() throws IOException {
    if (finished) {
      return;
    }
    finished = true;
    data.close();
    Files.deleteIfExists(temporaryData);
    Files.deleteIfExists(temporaryIndex);
  }

  /** The same as {@link #abort()}. */
  @Override
  public void close() throws IOException {
    abort();
  }

  private void checkOpen() {
    if (finished) {
      throw new IllegalStateException("map output " + id + " is committed or aborted");
    }
  }

  private void checkWritable() {
    checkOpen();
    if (partition == ends.length) {
      throw new IllegalStateException("all partitions of map output " + id + " are finished");
    }
  }

  private void flush() throws IOException {
    writeFully(ByteBuffer.wrap(buffer, 0, buffered));
    buffered = 0;
  }

  private void writeFully(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      try {
        data.write(bytes);
      } catch (ClosedChannelException e) {
        throw e; // the task was killed
      } catch (IOException e) {
        moveElsewhere(e);
      }
    }
  }

  /**
   * Copies what is written to another directory, to go on there.
   *
   * @throws LocalDiskException when there is none; it names all that were tried
   */
  private void moveElsewhere(IOException cause) throws IOException {
    FileChannel old = data;
    Path oldData = temporaryData;
    tried.append(tried.length() == 0 ? "" : "; ").append(directory).append(": ");
    tried.append(cause.getMessage());
    while (others.hasNext()) {
      Path other = others.next();
      try {
        begin(other);
        copy(old, data);
        old.close();
        Files.deleteIfExists(oldData);
        return;
      } catch (ClosedChannelException e) {
        throw e;
      } catch (IOException e) {
        tried.append("; ").append(other).append(": ").append(e.getMessage());
        if (data != old) {
          data.close();
          Files.deleteIfExists(temporaryData);
          data = old;
          temporaryData = oldData;
        }
      }
    }
    throw new LocalDiskException(
        "no local directory can take map output " + id + ": " + tried, cause);
  }

  private static void copy(FileChannel from, FileChannel to) throws IOException {
    ByteBuffer piece = ByteBuffer.allocate(BUFFER_BYTES);
    long size = from.position();
    long at = 0;
    while (at < size) {
      piece.clear();
      int read = from.read(piece, at);
      if (read < 0) {
        throw new EOFException("ends at " + at + " of " + size + " bytes");
      }
      at += read;
      piece.flip();
      while (piece.hasRemaining()) {
        to.write(piece);
      }
    }
  }

  static FileChannel createFile(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    PosixFileAttributeView posix = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    if (posix != null) {
      // Whatever the user's umask: the NodeManager reads as a member of the file's group.
      posix.setPermissions(PosixFilePermissions.fromString("rw-r-----"));
    }
    return channel;
  }

  private static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("cannot rename " + from + " to " + to + " at once", e);
    }
  }
}
