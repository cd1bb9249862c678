package io.heddle.rdd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** docs/rdd-api.md says what is true. */
class ApiPageTest {
  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "RDD", RDD.class,
          "PairRDD", PairRDD.class,
          "DoubleRDD", DoubleRDD.class,
          "HeddleContext", HeddleContext.class);

  private record Row(Class<?> type, String method, String parameters, String state, String note) {}

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    Class<?> type = null;
    for (String line : Files.readAllLines(Path.of("..", "docs", "rdd-api.md"))) {
      if (line.startsWith("## ")) {
        type = TYPES.get(line.substring(line.indexOf('→') + 1).strip());
        assertThat(type).as(line).isNotNull();
      } else if (line.startsWith("| `")) {
        String[] cells = line.split("\\|", -1);
        rows.add(
            new Row(
                type,
                cells[1].strip().replace("`", ""),
                cells[2].strip(),
                cells[3].strip(),
                cells[4].strip()));
      }
    }
    return rows;
  }

  private static boolean has(Class<?> type, String name, int parameters) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name))
        .mapToInt(Method::getParameterCount)
        .anyMatch(count -> count == parameters);
  }

  @Test
  void every_method_named_done_exists_in_all_its_forms() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Row row : rows()) {
      if (row.state().equals("done")) {
        for (String parameters : row.parameters().split(", ", -1)) {
          if (!has(row.type(), row.method(), Integer.parseInt(parameters))) {
            missing.add(row.type().getSimpleName() + "." + row.method() + "/" + parameters);
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void what_is_different_or_left_out_says_why() throws IOException {
    assertThat(rows())
        .hasSizeGreaterThan(200)
        .allSatisfy(
            row -> assertThat(Set.of("done", "different", "left out")).contains(row.state()))
        .allSatisfy(
            row -> assertThat(row.state().equals("done") || !row.note().isEmpty()).isTrue());
  }

  @Test
  void nothing_that_is_left_out_exists() throws IOException {
    assertThat(rows())
        .filteredOn(row -> row.state().equals("left out"))
        .allSatisfy(
            row ->
                assertThat(
                        Arrays.stream(row.type().getMethods())
                            .map(Method::getName)
                            .noneMatch(row.method()::equals))
                    .as(row.method())
                    .isTrue());
  }
}
