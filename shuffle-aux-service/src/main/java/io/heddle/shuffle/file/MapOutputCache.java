package io.heddle.shuffle.file;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Opens map outputs, and remembers the indexes read last up to a number of bytes: many reduce tasks
 * read the same index. An output never changes once it is there, so what is remembered stays right;
 * when its data turn out to be gone or damaged, {@link #forget} makes the next reader look again.
 * Safe for any thread.
 */
public final class MapOutputCache {
  private static final int BYTES_PER_OUTPUT = 400;

  private final long maxBytes;
  private final LinkedHashMap<Key, MapOutputFile> files = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  /**
   * @param maxBytes memory for indexes, roughly; a larger index is not remembered
   */
  public MapOutputCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * Opens an output, or returns it as it was opened before.
   *
   * @param directories of the application; the same object for the same application
   * @throws java.nio.file.NoSuchFileException when the application has no such output
   * @throws CorruptMapOutputException when it is damaged
   */
  public MapOutputFile open(ShuffleDirectories directories, MapOutputId id) throws IOException {
    Key key = new Key(directories, id);
    synchronized (files) {
      MapOutputFile known = files.get(key);
      if (known != null) {
        return known;
      }
    }
    MapOutputFile file = directories.open(id);
    if (weight(file) <= maxBytes) {
      synchronized (files) {
        remember(key, file);
      }
    }
    return file;
  }

  private void remember(Key key, MapOutputFile file) {
    bytes += weight(file);
    MapOutputFile other = files.put(key, file); // another thread was as quick
    if (other != null) {
      bytes -= weight(other);
    }
    Iterator<MapOutputFile> oldest = files.values().iterator();
    while (bytes > maxBytes) {
      bytes -= weight(oldest.next());
      oldest.remove();
    }
  }

  /** Forgets one output, so that it is looked for again. */
  public void forget(ShuffleDirectories directories, MapOutputId id) {
    synchronized (files) {
      MapOutputFile file = files.remove(new Key(directories, id));
      if (file != null) {
        bytes -= weight(file);
      }
    }
  }

  /** Forgets all outputs of an application. */
  public void forget(ShuffleDirectories directories) {
    synchronized (files) {
      Iterator<Map.Entry<Key, MapOutputFile>> all = files.entrySet().iterator();
      while (all.hasNext()) {
        Map.Entry<Key, MapOutputFile> entry = all.next();
        if (entry.getKey().directories == directories) {
          bytes -= weight(entry.getValue());
          all.remove();
        }
      }
    }
  }

  int size() {
    synchronized (files) {
      return files.size();
    }
  }

  private static long weight(MapOutputFile file) {
    return BYTES_PER_OUTPUT + (long) MapOutputIndex.ENTRY_BYTES * file.index().partitions();
  }

  private static final class Key {
    final ShuffleDirectories directories;
    final MapOutputId id;

    Key(ShuffleDirectories directories, MapOutputId id) {
      this.directories = directories;
      this.id = id;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key
          && id.equals(((Key) other).id)
          && directories == ((Key) other).directories;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(directories) * 31 + id.hashCode();
    }
  }
}
