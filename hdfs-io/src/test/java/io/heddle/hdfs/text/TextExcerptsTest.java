package io.heddle.hdfs.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.rdd.lineage.Excerpt;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextExcerptsTest {
  private static final long STRETCH = 1 << 20;
  private static final TextSplit LARGE =
      new TextSplit("/large", 100, TextExcerpts.WINDOWS * STRETCH);

  private static List<TextSplit> splits(Excerpt excerpt) {
    return ((TextPartition) excerpt.partition()).splits();
  }

  @Test
  void aLargePartitionHasAWindowInEachStretch() {
    Excerpt excerpt = TextExcerpts.of(new TextPartition(7, List.of(LARGE)));
    assertThat(excerpt.partition().index()).isEqualTo(7);
    assertThat(splits(excerpt)).hasSize(TextExcerpts.WINDOWS);
    for (int i = 0; i < TextExcerpts.WINDOWS; i++) {
      TextSplit window = splits(excerpt).get(i);
      assertThat(window.offset()).isBetween(100 + i * STRETCH, 100 + (i + 1) * STRETCH);
      assertThat(window.offset() + window.length()).isLessThanOrEqualTo(100 + (i + 1) * STRETCH);
    }
    assertThat(excerpt.share()).isEqualTo((double) TextExcerpts.WINDOW_BYTES / STRETCH);
  }

  @Test
  void windowsStayWithinFilesAndAreTheSameEachTime() {
    long half = LARGE.length() / 2 + 12_345;
    TextPartition partition =
        new TextPartition(
            0, List.of(new TextSplit("/a", 0, half), new TextSplit("/b", 1000, half)));
    Excerpt excerpt = TextExcerpts.of(partition);
    assertThat(splits(excerpt)).extracting(TextSplit::path).contains("/a", "/b");
    for (TextSplit window : splits(excerpt)) {
      long begin = window.path().equals("/a") ? 0 : 1000;
      assertThat(window.offset()).isBetween(begin, begin + half);
      assertThat(window.offset() + window.length()).isLessThanOrEqualTo(begin + half);
    }
    assertThat(TextExcerpts.of(partition)).isEqualTo(excerpt);
  }

  @Test
  void smallAndCompressedPartitionsAreTheirOwnExcerpts() {
    for (TextPartition partition :
        List.of(
            new TextPartition(0, List.of(new TextSplit("/small", 0, STRETCH))),
            new TextPartition(0, List.of(new TextSplit("/large.gz", 0, LARGE.length()))))) {
      assertThat(TextExcerpts.of(partition)).isEqualTo(new Excerpt(partition, 1));
    }
  }
}
