package io.heddle.shuffle.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class Crc32cTest {
  private static final byte[] DIGITS = "123456789".getBytes(StandardCharsets.US_ASCII);

  @Test
  void givesTheCheckValueOfTheStandard() {
    assertThat(Crc32c.of(DIGITS, 0, 9)).isEqualTo(0xE3069283);
  }

  @Test
  void usesTheJdksOwnWhereThereIsOne() {
    assertThat(Crc32c.create()).isInstanceOf(CRC32C.class);
  }

  @Test
  void tableGivesTheCheckValueOfTheStandard() {
    TableCrc32c crc = new TableCrc32c();
    crc.update(DIGITS, 0, 9);
    assertThat(crc.getValue()).isEqualTo(0xE3069283L);
  }

  @Test
  void tableEqualsTheJdksOnPiecesOfAnyLength() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    TableCrc32c table = new TableCrc32c();
    CRC32C jdk = new CRC32C();
    for (int round = 0; round < 500; round++) {
      byte[] bytes = new byte[random.nextInt(100) + 1];
      random.nextBytes(bytes);
      int offset = random.nextInt(bytes.length);
      int length = random.nextInt(bytes.length - offset + 1);
      table.update(bytes, offset, length);
      jdk.update(bytes, offset, length);
      table.update(round);
      jdk.update(round);
      assertThat(table.getValue()).as("seed %d round %d", seed, round).isEqualTo(jdk.getValue());
    }
  }
}
