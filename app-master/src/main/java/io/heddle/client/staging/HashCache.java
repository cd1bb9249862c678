package io.heddle.client.staging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;

/**
 * Remembers the hashes of files between runs of the command, so that unchanged files are not read
 * again. A file counts as unchanged while its path, length and modification time are the same. Safe
 * for all threads; of several processes the last to {@link #save} wins.
 *
 * <p>File: lines {@code hash length modified-nanos path}, UTF-8. A file that cannot be read or
 * written is as good as an empty one: the cache saves time and nothing else.
 */
public final class HashCache {
  /** A file changed so recently may change again without a new time. */
  private static final long UNSETTLED_MILLIS = 2_000;

  private static final int LIMIT = 10_000;

  private final Path store;
  private final Clock clock;
  private final Map<String, String> hashes = new ConcurrentSkipListMap<>();
  private volatile boolean changed;

  private HashCache(Path store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Opens the cache kept in a file, which need not exist. */
  public static HashCache open(Path store, Clock clock) {
    HashCache cache = new HashCache(store, clock);
    try {
      for (String line : Files.readAllLines(store, UTF_8)) {
        int space = line.indexOf(' ');
        if (space > 0) {
          cache.hashes.put(line.substring(space + 1), line.substring(0, space));
        }
      }
    } catch (IOException e) {
      cache.hashes.clear();
    }
    return cache;
  }

  /** The hash of a file's bytes. */
  public String of(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    String key =
        attributes.size()
            + " "
            + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
            + " "
            + file.toAbsolutePath();
    String known = hashes.get(key);
    if (known != null) {
      return known;
    }
    String hash = ContentHash.of(file);
    if (attributes.lastModifiedTime().toMillis() < clock.millis() - UNSETTLED_MILLIS
        && key.indexOf('\n') < 0) {
      hashes.put(key, hash);
      changed = true;
    }
    return hash;
  }

  /** Writes what is new. */
  public void save() {
    if (!changed) {
      return;
    }
    StringBuilder text = new StringBuilder();
    hashes.entrySet().stream()
        .limit(LIMIT)
        .forEach(e -> text.append(e.getValue()).append(' ').append(e.getKey()).append('\n'));
    try {
      Files.createDirectories(store.toAbsolutePath().getParent());
      Path written = Files.createTempFile(store.toAbsolutePath().getParent(), "hashes", ".new");
      Files.writeString(written, text);
      Files.move(written, store, StandardCopyOption.REPLACE_EXISTING);
      changed = false;
    } catch (IOException e) {
      // The next run reads the files again.
      changed = true;
    }
  }
}
