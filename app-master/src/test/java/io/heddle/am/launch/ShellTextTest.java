package io.heddle.am.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ShellTextTest {
  @Test
  void aShellReadsBackWhatWasWritten() throws Exception {
    String value = "a \"b\" $HOME `id` \\ ' \\n $(id) !x";
    Process shell =
        new ProcessBuilder(
                "bash", "-c", "export V=\"" + ShellText.inDoubleQuotes(value) + "\"; printenv V")
            .start();
    String read = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(read).isEqualTo(value + "\n");
  }
}
