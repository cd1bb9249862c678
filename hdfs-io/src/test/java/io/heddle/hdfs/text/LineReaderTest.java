package io.heddle.hdfs.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.hdfs.FakeTask;
import io.heddle.task.TaskCounters.Counter;
import io.heddle.task.TaskKilledException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static final String[] PIECES = {
    "\n", "\r", "\r\n", "\n\r", "a", "word ", "Grüße", "漢字", "\uD83D\uDE00", "\t", "", "0123456789"
  };

  private static List<String> lines(String content) {
    return lines(content.getBytes(UTF_8));
  }

  private static List<String> lines(byte[] content) {
    return read(content, 0, LineReader.WHOLE_FILE, 64, new FakeTask(), new Random(1));
  }

  private static List<String> read(
      byte[] content, int start, long end, int bufferBytes, FakeTask task, Random random) {
    ByteArrayInputStream all = new ByteArrayInputStream(content, start, content.length - start);
    LineReader reader =
        new LineReader(
            new TricklingInput(all, random), start, end, task, new byte[bufferBytes], true);
    List<String> lines = new ArrayList<>();
    // Some by hand, the rest pushed: a consumer may change its mind.
    int byHand = random.nextInt(4);
    while (byHand-- > 0 && reader.hasNext()) {
      lines.add(reader.next());
    }
    if (random.nextBoolean()) {
      assertThat(reader.hasNext()).isEqualTo(reader.hasNext());
    }
    reader.forEachRemaining(lines::add);
    assertThat(reader.hasNext()).isFalse();
    return lines;
  }

  @Test
  void endsOfLines() {
    assertThat(lines("a\nb\r\nc\rd")).containsExactly("a", "b", "c", "d");
    assertThat(lines("a\n")).containsExactly("a");
    assertThat(lines("a\n\n")).containsExactly("a", "");
    assertThat(lines("\r\r\n\n")).containsExactly("", "", "");
    assertThat(lines("a\r")).containsExactly("a");
    assertThat(lines("")).isEmpty();
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(lines("\uFEFFa\n\uFEFFb")).containsExactly("a", "\uFEFFb");
    assertThat(lines("\uFEFF\n")).containsExactly("");
    assertThat(lines("\uFEFF")).isEmpty();
  }

  @Test
  void malformedBytesBecomeReplacementCharacters() {
    assertThat(lines(new byte[] {'a', (byte) 0xff, 'b', '\n', (byte) 0xe6, (byte) 0xbc}))
        .containsExactly("a\uFFFDb", "\uFFFD");
  }

  @Test
  void aLineOfTenMegabytes() {
    String line = "x".repeat(10_000_000);
    assertThat(lines("a\n" + line + "\nb")).containsExactly("a", line, "b");
  }

  @Test
  void aKilledTaskStopsReading() {
    FakeTask task = new FakeTask();
    byte[] content = "a\n".repeat(1000).getBytes(UTF_8);
    LineReader reader =
        new LineReader(
            new ByteArrayInputStream(content), 0, content.length, task, new byte[16], true);
    reader.next();
    task.kill();
    assertThatThrownBy(() -> reader.forEachRemaining(line -> {}))
        .isInstanceOf(TaskKilledException.class);
  }

  @Test
  void whatTheConsumerThrowsPasses() {
    byte[] content = "a\nb\n".getBytes(UTF_8);
    UncheckedIOException thrown = new UncheckedIOException(new java.io.IOException("user's"));
    LineReader reader =
        new LineReader(new ByteArrayInputStream(content), 0, 4, new FakeTask(), new byte[16], true);
    assertThatThrownBy(
            () ->
                reader.forEachRemaining(
                    line -> {
                      throw thrown;
                    }))
        .isSameAs(thrown);
  }

  /** Any cut into splits gives each line once, to the split that Hadoop would give it to. */
  @RepeatedTest(200)
  void splitsShareTheLinesOfAFile() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    byte[] content = content(random);
    TreeSet<Integer> cuts = new TreeSet<>(List.of(0, content.length));
    for (int i = random.nextInt(8); i > 0; i--) {
      cuts.add(random.nextInt(content.length + 1));
    }
    List<Integer> bounds = List.copyOf(cuts);
    long bytes = 0;
    long records = 0;
    for (int i = 0; i + 1 < bounds.size(); i++) {
      int start = bounds.get(i);
      int end = bounds.get(i + 1);
      FakeTask task = new FakeTask();
      List<String> read = read(content, start, end, 1 + random.nextInt(40), task, random);
      assertThat(read)
          .as("seed %d, split %d to %d of %s", seed, start, end, Arrays.toString(content))
          .isEqualTo(expected(content, start, end));
      bytes += task.count(Counter.INPUT_BYTES);
      records += task.count(Counter.INPUT_RECORDS);
    }
    assertThat(bytes).as("bytes, seed %d", seed).isEqualTo(content.length);
    assertThat(records)
        .as("records, seed %d", seed)
        .isEqualTo(expected(content, 0, content.length).size());
  }

  private static byte[] content(Random random) {
    StringBuilder content = new StringBuilder(random.nextInt(8) == 0 ? "\uFEFF" : "");
    for (int i = random.nextInt(60); i > 0; i--) {
      content.append(PIECES[random.nextInt(PIECES.length)]);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(content.toString().getBytes(UTF_8));
    if (random.nextInt(8) == 0) {
      bytes.write(0xc3); // half a character
    }
    return bytes.toByteArray();
  }

  /** Byte by byte, as plainly as it can be said. */
  private static List<String> expected(byte[] content, int start, int end) {
    List<String> lines = new ArrayList<>();
    int at = 0;
    while (at < content.length) {
      int lineEnd = at;
      while (lineEnd < content.length && content[lineEnd] != '\n' && content[lineEnd] != '\r') {
        lineEnd++;
      }
      int next = lineEnd;
      if (next < content.length) {
        boolean pair =
            content[next] == '\r' && next + 1 < content.length && content[next + 1] == '\n';
        next += pair ? 2 : 1;
      }
      String line = new String(content, at, lineEnd - at, UTF_8);
      boolean onlyMark = line.equals("\uFEFF") && next == lineEnd;
      if (at == 0 && line.startsWith("\uFEFF")) {
        line = line.substring(1);
      }
      boolean owned = at == 0 ? start == 0 : start < at && at <= end;
      if (owned && !(at == 0 && onlyMark)) {
        lines.add(line);
      }
      at = next;
    }
    return lines;
  }
}
