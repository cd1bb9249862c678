package io.heddle.shuffle.server;

import io.heddle.shuffle.file.MapOutputFile;
import io.heddle.shuffle.file.MapOutputId;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds map outputs, and remembers the indexes read last up to a number of bytes. An output never
 * changes once it is there, so an index stays right until its application goes. Safe for any
 * thread.
 */
final class MapOutputStore {
  private static final int BYTES_PER_PARTITION = 12;
  private static final int BYTES_PER_OUTPUT = 400;

  private final long maxBytes;
  private final LinkedHashMap<Key, MapOutputFile> cache = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;

  MapOutputStore(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /**
   * @throws java.nio.file.NoSuchFileException when the application has no such output
   * @throws io.heddle.shuffle.file.CorruptMapOutputException when it is damaged
   */
  MapOutputFile open(Application application, MapOutputId id) throws IOException {
    Key key = new Key(application.id(), id);
    synchronized (cache) {
      MapOutputFile known = cache.get(key);
      if (known != null) {
        return known;
      }
    }
    MapOutputFile file = application.directories().open(id);
    long weight = weight(file);
    if (weight <= maxBytes) {
      synchronized (cache) {
        if (cache.put(key, file) == null) {
          bytes += weight;
        }
        Iterator<MapOutputFile> oldest = cache.values().iterator();
        while (bytes > maxBytes) {
          bytes -= weight(oldest.next());
          oldest.remove();
        }
      }
    }
    return file;
  }

  /** Forgets one output, so that it is looked for again. */
  void forget(Application application, MapOutputId id) {
    synchronized (cache) {
      MapOutputFile file = cache.remove(new Key(application.id(), id));
      if (file != null) {
        bytes -= weight(file);
      }
    }
  }

  /** Forgets all outputs of an application. */
  void forget(Application application) {
    synchronized (cache) {
      Iterator<Map.Entry<Key, MapOutputFile>> all = cache.entrySet().iterator();
      while (all.hasNext()) {
        Map.Entry<Key, MapOutputFile> entry = all.next();
        if (entry.getKey().applicationId.equals(application.id())) {
          bytes -= weight(entry.getValue());
          all.remove();
        }
      }
    }
  }

  int size() {
    synchronized (cache) {
      return cache.size();
    }
  }

  private static long weight(MapOutputFile file) {
    return BYTES_PER_OUTPUT + (long) BYTES_PER_PARTITION * file.index().partitions();
  }

  private static final class Key {
    final String applicationId;
    final MapOutputId id;

    Key(String applicationId, MapOutputId id) {
      this.applicationId = applicationId;
      this.id = id;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key
          && id.equals(((Key) other).id)
          && applicationId.equals(((Key) other).applicationId);
    }

    @Override
    public int hashCode() {
      return applicationId.hashCode() * 31 + id.hashCode();
    }
  }
}
