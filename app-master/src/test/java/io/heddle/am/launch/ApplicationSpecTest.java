package io.heddle.am.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ApplicationSpecTest {
  private static final ApplicationSpec SPEC =
      new ApplicationSpec(
          "com.example.Main",
          List.of("a b", "", "\"$HOME\"", "`x`", "ü\n", "--flag=1"),
          "hdfs://nn/user/me/.heddle",
          List.of(
              new StagedFile(
                  "engine",
                  "hdfs://nn/e.jar",
                  5,
                  6,
                  StagedFile.Kind.ARCHIVE,
                  StagedFile.Sharing.PUBLIC),
              new StagedFile(
                  "x", "hdfs://nn/x", 7, 8, StagedFile.Kind.FILE, StagedFile.Sharing.PRIVATE)),
          List.of("heddle-user/0-a.jar"),
          123);

  @Test
  void whatIsWrittenIsRead() {
    assertThat(ApplicationSpec.decode(SPEC.encode())).isEqualTo(SPEC);
  }

  @Test
  void theWrittenFormNeedsNoQuotingInAShell() {
    assertThat(SPEC.encode()).matches("[A-Za-z0-9_-]+");
  }

  @Test
  void anythingElseIsRefused() {
    assertThatThrownBy(() -> ApplicationSpec.decode("AAAA"))
        .isInstanceOf(IllegalArgumentException.class);
    String cut = SPEC.encode().substring(0, 60);
    assertThatThrownBy(() -> ApplicationSpec.decode(cut))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
