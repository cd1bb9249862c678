package io.heddle.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineOutputTest {
  private final List<String> printed = new ArrayList<>();

  private final ProgressView view =
      new ProgressView() {
        @Override
        public void show(Snapshot now) {
          throw new AssertionError("nothing is shown");
        }

        @Override
        public void print(String text) {
          printed.add(text);
        }

        @Override
        public void end() {
          throw new AssertionError("nothing ends");
        }
      };

  @Test
  void linesAreHandedOnWhole() {
    try (PrintStream out = LineOutput.above(view)) {
      out.print("a");
      assertThat(printed).isEmpty();
      out.print("b\nc\nd");
      assertThat(printed).containsExactly("ab\nc\n");
      out.println("é");
      out.print("rest");
    }
    assertThat(printed).containsExactly("ab\nc\n", "dé\n", "rest\n");
  }
}
