package io.heddle.executor.spill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.executor.Seeds;
import io.heddle.serde.Batch;
import io.heddle.serde.Serde;
import io.heddle.serde.SerdeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameTest {
  @TempDir Path directory;

  private static Serde serde() {
    return SerdeFactory.of(HeddleConf.empty(), FrameTest.class.getClassLoader()).create();
  }

  private static byte[] frame(boolean compress, Object... values) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FrameWriter(serde(), compress).writeValues(values, 0, values.length, out::write);
    return out.toByteArray();
  }

  private static List<Object> read(byte[] bytes) throws IOException {
    FrameReader reader = new FrameReader(serde());
    reader.reset(bytes, 0, bytes.length);
    List<Object> values = new ArrayList<>();
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      for (int i = 0; i < batch.size(); i++) {
        values.add(batch.value(i));
      }
    }
    return values;
  }

  @Test
  void noBytesAreNoRecords() throws IOException {
    assertThat(read(new byte[0])).isEmpty();
  }

  @Test
  void joinedFramesAreReadOneAfterTheOther() throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(frame(true, "a", "b"));
    joined.write(frame(false, 1, 2, 3));
    assertThat(read(joined.toByteArray())).containsExactly("a", "b", 1, 2, 3);
  }

  @Test
  void whatDoesNotShrinkIsStoredAsItIs() throws IOException {
    byte[] noise = new byte[5000];
    Seeds.random("whatDoesNotShrinkIsStoredAsItIs").nextBytes(noise);
    byte[] frame = frame(true, (Object) noise);
    assertThat(FrameFormat.storedLength(frame, 0)).isEqualTo(FrameFormat.rawLength(frame, 0));
    assertThat((byte[]) read(frame).get(0)).isEqualTo(noise);
  }

  @Test
  void whatRepeatsIsStoredInLess() throws IOException {
    Object[] values = new Object[1000];
    for (int i = 0; i < values.length; i++) {
      values[i] = "the same words again, number " + i % 10;
    }
    byte[] frame = frame(true, values);
    assertThat(FrameFormat.storedLength(frame, 0)).isLessThan(FrameFormat.rawLength(frame, 0) / 3);
    assertThat(read(frame)).containsExactly(values);
  }

  @Test
  void damageIsFoundOrHarmlessButNeverCrashes() throws IOException {
    Random random = Seeds.random("damageIsFoundOrHarmlessButNeverCrashes");
    Object[] values = new Object[300];
    for (int i = 0; i < values.length; i++) {
      values[i] = "value " + i;
    }
    byte[] good = frame(true, values);
    for (int i = 0; i < 3000; i++) {
      byte[] bad =
          Arrays.copyOf(good, random.nextInt(5) == 0 ? random.nextInt(good.length) : good.length);
      for (int n = random.nextInt(3); n >= 0 && bad.length > 0; n--) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        read(bad);
      } catch (CorruptFrameException e) {
        // As it should be.
      }
    }
  }

  @Test
  void aLengthBeyondTheBytesIsRefused() throws IOException {
    byte[] frame = frame(false, "abc");
    FrameFormat.putHeader(frame, 0, 1 << 29, 1 << 29);
    assertThatThrownBy(() -> read(frame)).isInstanceOf(CorruptFrameException.class);
  }

  @Test
  void aLengthThatCompressionCannotReachIsRefused() throws IOException {
    byte[] frame = frame(true, "abcabcabcabcabcabcabcabcabcabcabcabcabcabc");
    FrameFormat.putHeader(frame, 0, 1 << 29, frame.length - FrameFormat.HEADER_BYTES);
    assertThatThrownBy(() -> read(frame)).isInstanceOf(CorruptFrameException.class);
  }

  @Test
  void spillsKeepSegmentsApart() throws IOException {
    SpillDirectories directories = new SpillDirectories(List.of(directory), "e1");
    FrameWriter writer = new FrameWriter(serde(), true);
    try (SpillFile file = directories.createSpill()) {
      writer.writeValues(new Object[] {"zero"}, 0, 1, file.begin(0));
      ByteSink two = file.begin(2);
      for (int i = 0; i < 100; i++) {
        byte[] big = new byte[3000 + i];
        Arrays.fill(big, (byte) i);
        writer.writeValues(new Object[] {big}, 0, 1, two);
      }
      file.finish();
      FrameReader reader = new FrameReader(serde());
      reader.reset(file.read(0));
      assertThat(reader.next().value(0)).isEqualTo("zero");
      assertThat(reader.next()).isNull();
      reader.reset(file.read(1));
      assertThat(reader.next()).isNull();
      reader.reset(file.read(2));
      for (int i = 0; i < 100; i++) {
        assertThat((byte[]) reader.next().value(0)).hasSize(3000 + i).containsOnly(i);
      }
      assertThat(reader.next()).isNull();
      assertThat(file.length(7)).isZero();
    }
  }

  @Test
  void spillsLeaveNoFile() throws IOException {
    SpillDirectories directories = new SpillDirectories(List.of(directory), "e1");
    try (SpillFile file = directories.createSpill()) {
      file.begin(0).write(new byte[100], 0, 100);
      file.finish();
    }
    try (var files = Files.walk(directory)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsPassedOver() throws IOException {
    Path blocked = Files.createFile(directory.resolve("blocked"));
    Path good = directory.resolve("good");
    SpillDirectories directories = new SpillDirectories(List.of(blocked, good), "e1");
    for (int i = 0; i < 4; i++) {
      assertThat(directories.newFile()).startsWith(good);
    }
  }
}
