package io.heddle.executor.combine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.HeddleException;
import io.heddle.executor.Seeds;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class KeyIndexTest {
  private static final List<String> ALPHABET =
      List.of("a", "b", "\u0000", "\u00e9", "\u00ff", "\u0100", "\u03b1", "\ud800", "\ud83d\ude00");

  @Test
  void stringsOfAllLengthsAndCodersAreToldApart() {
    Random random = Seeds.random("KeyIndexTest strings");
    check(
        () -> {
          StringBuilder s = new StringBuilder();
          int alphabet = random.nextBoolean() ? 5 : ALPHABET.size();
          for (int i = random.nextInt(20); i > 0; i--) {
            s.append(ALPHABET.get(random.nextInt(alphabet)));
          }
          return s.toString();
        },
        StringIndex.class);
  }

  @Test
  void longsOfAllSizesAreToldApart() {
    Random random = Seeds.random("KeyIndexTest longs");
    check(() -> random.nextLong() >> random.nextInt(64), LongIndex.class);
  }

  @Test
  void negativeIntegersAreFoundAgain() {
    Random random = Seeds.random("KeyIndexTest integers");
    check(() -> random.nextInt() >> random.nextInt(32), LongIndex.class);
  }

  @Test
  void keysWithoutAHashOfTheirContentAreRefused() {
    for (Object key : List.of(new byte[1], new Object[0], new Object())) {
      assertThatThrownBy(() -> KeyIndex.forKey(key).find(key))
          .isInstanceOf(HeddleException.class)
          .hasMessageContaining("no hashCode by content");
    }
  }

  private static void check(Supplier<Object> keys, Class<?> kind) {
    Map<Object, Integer> expected = new HashMap<>();
    KeyIndex index = KeyIndex.forKey(keys.get());
    assertThat(index).isInstanceOf(kind);
    for (int i = 0; i < 50_000; i++) {
      Object key = keys.get();
      Integer known = expected.get(key);
      assertThat(index.find(key)).isEqualTo(known == null ? KeyIndex.ABSENT : known);
      if (known == null) {
        expected.put(key, index.add(key));
      }
    }
    expected.forEach(
        (key, id) -> {
          assertThat(index.keyAt(id)).isEqualTo(key);
          assertThat(index.hashAt(id)).isEqualTo(KeyHash.of(key));
        });
  }

  @Test
  void anIndexOfOneKindBecomesOneOfAllKinds() {
    KeyIndex strings = KeyIndex.forKey("");
    strings.add("");
    strings.add("two");
    assertThat(strings.find(2L)).isEqualTo(KeyIndex.ABSENT);
    KeyIndex all = strings.accepting(2L);
    all.add(2L);
    all.accepting(null).add(null);
    assertThat(List.of(all.find(""), all.find("two"), all.find(2L), all.find(null)))
        .containsExactly(0, 1, 2, 3);
    assertThat(all.find(2)).as("an Integer is not a Long").isEqualTo(KeyIndex.ABSENT);
  }

  @Test
  void numbersThatDifferInHighBitsSpread() {
    int[] buckets = new int[256];
    for (long i = 0; i < 256 * 64; i++) {
      buckets[KeyHash.of(i << 40) >>> 24]++;
    }
    assertThat(Arrays.stream(buckets).boxed()).allMatch(n -> n > 16 && n < 160);
  }

  @Test
  void growthIsSaidBeforeItHappens() {
    Random random = Seeds.random("KeyIndexTest growth");
    KeyIndex index = KeyIndex.forKey("");
    for (int i = 0; i < 20_000; i++) {
      String key = i + "x".repeat(random.nextInt(40));
      long before = index.bytes();
      long growth = index.growth(key);
      index.add(key);
      long grown = index.bytes() - before;
      assertThat(grown).isLessThanOrEqualTo(growth);
      assertThat(grown > 0).isEqualTo(growth > 0);
    }
  }
}
