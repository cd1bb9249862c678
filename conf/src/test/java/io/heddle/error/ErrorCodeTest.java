package io.heddle.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
  @Test
  void numbersAreUnique() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::number)).doesNotHaveDuplicates();
  }

  @Test
  void numbersTellTheBlame() {
    for (ErrorCode code : ErrorCode.values()) {
      assertThat(code.number() / 1000).as(code.label()).isEqualTo(code.blame().ordinal() + 1);
    }
  }

  @Test
  void theMessageHasCodeDetailAndRemedy() {
    HeddleException e = new HeddleException(ErrorCode.INPUT_NOT_FOUND, "no file 'x'");
    assertThat(e.userMessage())
        .startsWith("HDL-1004 INPUT_NOT_FOUND: no file 'x'")
        .contains(ErrorCode.INPUT_NOT_FOUND.remedy());
  }
}
