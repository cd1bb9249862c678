package program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.rdd.closure.ClosureCheck;
import io.heddle.rdd.function.Function;
import java.io.Serializable;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lies outside the engine's packages, as a user's program does. */
class ClosureCheckTest {
  private static final class Parser implements Serializable {
    private final Socket socket = new Socket();
    private final String name = "p";
  }

  private static final class Holder implements Serializable {
    private final List<Object> parsers = new ArrayList<>();
    private final Map<String, Object> byName = new HashMap<>();
    private transient Socket ignored = new Socket();
  }

  private final Thread worker = new Thread("worker");

  @Test
  void a_function_that_captures_nothing_or_what_can_be_sent_passes() {
    String text = "x";
    Holder holder = new Holder();
    holder.parsers.add("fine");
    Function<String, String> function = s -> s + text + holder.parsers;
    assertThat(ClosureCheck.check(function, "map")).isSameAs(function);
    ClosureCheck.check((Function<String, Integer>) String::length, "map");
    ClosureCheck.check(Comparator.naturalOrder(), "top");
  }

  @Test
  void a_captured_variable_is_named_by_its_place_and_type() {
    int number = 5;
    Parser parser = new Parser();
    Function<String, String> function = s -> s + number + parser.name;
    assertRefused(function)
        .hasMessageContaining("the function given to map at ClosureCheckTest.java:")
        .hasMessageContaining(
            "lambda in program.ClosureCheckTest."
                + "a_captured_variable_is_named_by_its_place_and_type captures variable 2 of 2"
                + " -> program.ClosureCheckTest$Parser.socket (java.net.Socket)");
  }

  @Test
  void a_field_that_is_used_captures_this() {
    Function<String, String> function = s -> s + worker.getName();
    assertRefused(function).hasMessageContaining("captures this (program.ClosureCheckTest)");
  }

  @Test
  void an_anonymous_class_is_walked_by_its_fields() {
    Parser parser = new Parser();
    Function<String, String> function = new Named(parser);
    assertRefused(function)
        .hasMessageContaining(
            "program.ClosureCheckTest$Named.parser -> program.ClosureCheckTest$Parser.socket"
                + " (java.net.Socket)");
  }

  private record Named(Parser parser) implements Function<String, String> {
    @Override
    public String call(String value) {
      return parser.name;
    }
  }

  @Test
  void collections_and_arrays_are_walked() {
    Holder holder = new Holder();
    holder.parsers.add("fine");
    holder.parsers.add(new Object[] {1, new Parser()});
    Function<String, String> inList = s -> s + holder.parsers;
    assertRefused(inList).hasMessageContaining("ClosureCheckTest$Holder.parsers[1][1] -> program.");
    Holder second = new Holder();
    second.byName.put("p", worker);
    Function<String, String> inMap = s -> s + second.byName;
    assertRefused(inMap)
        .hasMessageContaining("ClosureCheckTest$Holder.byName.values()[0] (java.lang.Thread)");
  }

  @Test
  void a_function_that_is_held_by_another_is_walked() {
    Parser parser = new Parser();
    Function<String, String> inner = s -> s + parser.name;
    Function<String, String> outer = s -> inner.call(s);
    assertRefused(outer)
        .hasMessageContaining("captures variable 1 of 1 -> lambda in")
        .hasMessageContaining("ClosureCheckTest$Parser.socket (java.net.Socket)");
  }

  @Test
  void a_lambda_that_is_not_serializable_is_said_to_be_one() {
    Comparator<String> comparator = (a, b) -> 0;
    assertThatThrownBy(() -> ClosureCheck.check(comparator, "top"))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("a lambda for an interface that does not extend Serializable");
  }

  @Test
  void null_is_refused() {
    assertThatThrownBy(() -> ClosureCheck.check(null, "map"))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the function given to map is null");
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Function<String, String> function) {
    return assertThatThrownBy(() -> ClosureCheck.check(function, "map"))
        .isInstanceOfSatisfying(
            HeddleException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_SERIALIZABLE));
  }
}
