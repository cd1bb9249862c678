package io.heddle.client.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TopWordsTest {
  @Test
  void theMostFrequentComeFirstAndEqualOnesByName() {
    TopWords words = new TopWords(3);
    for (String line : new String[] {"a\t2", "d\t9", "b\t2", "c\t2", "e\t1"}) {
      words.add(line);
    }
    assertThat(words.list()).extracting(TopWords.Word::text).containsExactly("d", "a", "b");
    assertThat(words.total()).isEqualTo(16);
    assertThat(words.distinct()).isEqualTo(5);
  }
}
