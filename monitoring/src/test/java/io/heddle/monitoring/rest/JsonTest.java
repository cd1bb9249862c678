package io.heddle.monitoring.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  enum Colour {
    GREY,
    RED
  }

  record Leaf(int number, String text) {}

  record Tree(
      long id,
      double share,
      boolean open,
      Colour colour,
      Leaf leaf,
      List<Leaf> leaves,
      List<Integer> numbers,
      Map<String, String> names) {}

  private static final Tree TREE =
      new Tree(
          Long.MAX_VALUE,
          0.1,
          true,
          Colour.RED,
          new Leaf(-1, "a\"b\\c\n\t\u0000\u2028é😀</script>"),
          List.of(new Leaf(1, ""), new Leaf(2, "x")),
          List.of(3, 4),
          Map.of("k", "v"));

  @Test
  void recordsAreWrittenFieldByField() {
    assertThat(Json.write(new Leaf(7, "a\"\\\n\u0001<é")))
        .isEqualTo("{\"number\":7,\"text\":\"a\\\"\\\\\\n\\u0001\\u003cé\"}");
    assertThat(Json.write(List.of())).isEqualTo("[]");
    assertThat(Json.write(Map.of())).isEqualTo("{}");
    assertThat(Json.write(Double.NaN)).isEqualTo("null");
  }

  @Test
  void recordsComeBackAsTheyWere() {
    assertThat(JsonRecords.bind(JsonReader.read(Json.write(TREE)), Tree.class)).isEqualTo(TREE);
  }

  @Test
  void anyTextComesBack() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      String text =
          random
              .ints(20, 0, 0x10000)
              .collect(StringBuilder::new, (b, c) -> b.append((char) c), StringBuilder::append)
              .toString();
      assertThat(JsonReader.read(Json.write(text))).as("seed %d", seed).isEqualTo(text);
    }
  }

  @Test
  void fieldsMissingOrUnknownAreNoHindrance() {
    Tree tree =
        JsonRecords.bind(
            JsonReader.read("{\"id\":5,\"new\":[{}],\"colour\":\"BLUE\"}"), Tree.class);
    assertThat(tree)
        .isEqualTo(
            new Tree(5, 0, false, Colour.GREY, new Leaf(0, ""), List.of(), List.of(), Map.of()));
  }

  @Test
  void wrongKindIsRefused() {
    assertThatThrownBy(() -> JsonRecords.bind(JsonReader.read("{\"number\":\"x\"}"), Leaf.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsWhatOthersWrite() {
    assertThat(JsonReader.read(" { \"a\" : [ 1 , -2.5e3 , true , null , \"\\u00e9\\/\" ] } "))
        .isEqualTo(
            java.util.Collections.singletonMap(
                "a", java.util.Arrays.asList(1L, -2500.0, true, null, "é/")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1,",
        "{\"a\"}",
        "{a:1}",
        "\"abc",
        "\"\\x\"",
        "\"\\u12\"",
        "tru",
        "1 2",
        "[1 2]",
        "-",
        "99999999999999999999",
        "<html>",
        "\"a\nb\""
      })
  void whatIsNoJsonIsRefused(String text) {
    assertThatThrownBy(() -> JsonReader.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not JSON");
  }

  @Test
  void depthIsLimited() {
    assertThatThrownBy(() -> JsonReader.read("[".repeat(100_000)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
