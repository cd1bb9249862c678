package io.heddle.hdfs.text;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;

/** How a file is compressed, by its extension. Only uncompressed files are cut into splits. */
enum Compression {
  NONE,
  GZIP,
  BZIP2,
  ZSTD;

  private static final int BUFFER = 1 << 16;

  static Compression of(String path) {
    if (path.endsWith(".gz")) {
      return GZIP;
    }
    if (path.endsWith(".bz2")) {
      return BZIP2;
    }
    return path.endsWith(".zst") ? ZSTD : NONE;
  }

  boolean splittable() {
    return this == NONE;
  }

  /**
   * The plain bytes; files of several members, streams or frames give all of them, and one that
   * ends too early fails. Closes {@code in}.
   *
   * @param in not empty
   */
  InputStream open(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GzipInput(in);
      case BZIP2 -> Bzip2Input.open(new BufferedInputStream(in, BUFFER));
      case ZSTD -> new ZstdInputStreamNoFinalizer(new BufferedInputStream(in, BUFFER));
    };
  }
}
