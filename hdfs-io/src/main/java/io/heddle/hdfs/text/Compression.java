package io.heddle.hdfs.text;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;

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

  /** The plain bytes; files of several members or frames give all of them. Closes {@code in}. */
  InputStream open(InputStream in) throws IOException {
    return switch (this) {
      case NONE -> in;
      case GZIP -> new GZIPInputStream(new BufferedInputStream(in, BUFFER), BUFFER);
      case BZIP2 -> bzip2(new BufferedInputStream(in, BUFFER));
      case ZSTD -> new ZstdInputStream(new BufferedInputStream(in, BUFFER));
    };
  }

  /** Hadoop's decoder in pure Java; it asks for no native library. */
  private static InputStream bzip2(InputStream in) throws IOException {
    Configuration conf = new Configuration(false);
    conf.set("io.compression.codec.bzip2.library", "java-builtin");
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(conf);
    return codec.createInputStream(in);
  }
}
