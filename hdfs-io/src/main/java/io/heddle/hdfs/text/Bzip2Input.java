package io.heddle.hdfs.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;

/**
 * Hadoop's bzip2 decoder in pure Java; it asks for no native library. It checks each block, but not
 * the footer: a file that ends between two blocks passes for a whole one.
 *
 * <p>A class of its own, as whoever mentions Hadoop's types has them loaded.
 */
final class Bzip2Input {
  private Bzip2Input() {}

  /** The plain bytes of all streams in a file. Closing it closes {@code in}. */
  static InputStream open(BufferedInputStream in) throws IOException {
    in.mark(2);
    if (in.read() != 'B' || in.read() != 'Z') {
      throw new IOException("not in bzip2 format");
    }
    in.reset();
    Configuration conf = new Configuration(false);
    conf.set("io.compression.codec.bzip2.library", "java-builtin");
    BZip2Codec codec = new BZip2Codec();
    codec.setConf(conf);
    return codec.createInputStream(in);
  }
}
