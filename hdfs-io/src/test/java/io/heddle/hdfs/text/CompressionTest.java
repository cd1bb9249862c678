package io.heddle.hdfs.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.heddle.error.HeddleException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressionTest {
  private static final String TEXT = "some lines\nof text\n".repeat(1_000);

  @Test
  void isToldByTheExtension() {
    assertThat(Compression.of("hdfs://n/a.gz")).isEqualTo(Compression.GZIP);
    assertThat(Compression.of("a.bz2")).isEqualTo(Compression.BZIP2);
    assertThat(Compression.of("a.zst")).isEqualTo(Compression.ZSTD);
    assertThat(Compression.of("a.gz.txt")).isEqualTo(Compression.NONE);
    assertThat(Compression.NONE.splittable()).isTrue();
    assertThat(Compression.BZIP2.splittable()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void whatWasCompressedComesBack(Compression compression) throws IOException {
    assertThat(decode(compression, encode(compression, TEXT))).isEqualTo(TEXT);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void allMembersOfAFileAreRead(Compression compression) throws IOException {
    byte[] file =
        joined(
            encode(compression, TEXT),
            encode(compression, ""),
            encode(compression, "more\n"),
            encode(compression, TEXT));

    assertThat(decode(compression, file)).isEqualTo(TEXT + "more\n" + TEXT);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aFileThatEndsTooEarlyIsCorrupt(Compression compression) throws IOException {
    byte[] whole = encode(compression, TEXT);
    byte[] cut = Arrays.copyOf(whole, whole.length * 3 / 4);
    assertCorrupt(compression, cut);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void anotherFormatIsCorrupt(Compression compression) {
    assertCorrupt(compression, "plain text, whatever the name says".getBytes(UTF_8));
  }

  @Test
  void aDamagedByteOfGzipIsNoticed() throws IOException {
    byte[] file = encode(Compression.GZIP, TEXT);
    file[file.length - 5] ^= 1; // in the checksum
    assertCorrupt(Compression.GZIP, file);
  }

  @Test
  void whatFollowsAGzipMemberIsNotSilentlyLeftOut() throws IOException {
    assertCorrupt(
        Compression.GZIP, joined(encode(Compression.GZIP, TEXT), "garbage".getBytes(UTF_8)));
  }

  @Test
  void zerosThatPadAGzipFileAreAllowed() throws IOException {
    byte[] padded = joined(encode(Compression.GZIP, "a\n"), new byte[500]);
    assertThat(decode(Compression.GZIP, padded)).isEqualTo("a\n");
  }

  @Test
  void gzipHeadersWithNameCommentAndExtraFieldAreRead() throws IOException {
    byte[] plain = encode(Compression.GZIP, "a\n");
    byte[] fields = {'x', 'y', 'z'};
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 0});
    file.writeBytes(new byte[] {3, 0});
    file.writeBytes(fields);
    file.writeBytes("name\0comment\0".getBytes(UTF_8));
    file.writeBytes(new byte[2]);
    file.write(plain, 10, plain.length - 10);

    assertThat(decode(Compression.GZIP, file.toByteArray())).isEqualTo("a\n");
  }

  private static void assertCorrupt(Compression compression, byte[] file) {
    assertThatThrownBy(() -> decode(compression, file))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("INPUT_CORRUPT")
        .hasMessageContaining("the/path");
  }

  private static String decode(Compression compression, byte[] file) throws IOException {
    InputStream raw = new TricklingInput(new ByteArrayInputStream(file), new Random(7));
    try (InputStream in = DecodedInput.open(compression, raw, "the/path")) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1000];
      for (int n = in.read(buffer, 0, 1000); n >= 0; n = in.read(buffer, 0, 1000)) {
        out.write(buffer, 0, n);
      }
      return out.toString(UTF_8);
    }
  }

  static byte[] encode(Compression compression, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (compression) {
      case GZIP -> {
        try (OutputStream gzip = new GZIPOutputStream(out)) {
          gzip.write(bytes);
        }
      }
      case BZIP2 -> {
        Configuration conf = new Configuration(false);
        conf.set("io.compression.codec.bzip2.library", "java-builtin");
        BZip2Codec codec = new BZip2Codec();
        codec.setConf(conf);
        try (OutputStream bzip2 = codec.createOutputStream(out)) {
          bzip2.write(bytes);
        }
      }
      case ZSTD -> out.writeBytes(Zstd.compress(bytes));
      case NONE -> out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
