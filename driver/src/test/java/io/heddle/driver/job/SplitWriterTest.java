package io.heddle.driver.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import io.heddle.serde.JavaSerialization;
import io.heddle.task.Partition;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitWriterTest {
  record Slice(int index, List<Object> values) implements Partition {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void eachIsReadByItself() {
    SplitWriter writer = new SplitWriter();
    List<Object> shared = Arrays.asList("a", 7, null);
    for (int i = 0; i < 3; i++) {
      Slice slice = new Slice(i, shared);
      byte[] bytes = writer.write(slice).toByteArray();
      assertThat(JavaSerialization.read(bytes, getClass().getClassLoader())).isEqualTo(slice);
    }
  }

  @Test
  void longOnesAreWhole() {
    SplitWriter writer = new SplitWriter();
    Slice slice = new Slice(0, List.of("x".repeat(100_000), new byte[5_000].length));
    writer.write(slice);
    assertThat(
            JavaSerialization.read(writer.write(slice).toByteArray(), getClass().getClassLoader()))
        .isEqualTo(slice);
  }

  @Test
  void whatCannotBeWrittenIsNamed() {
    assertThatThrownBy(() -> new SplitWriter().write(new Slice(0, List.of(new Object()))))
        .isInstanceOfSatisfying(
            HeddleException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.NOT_SERIALIZABLE);
              assertThat(e.detail()).contains("java.lang.Object");
            });
  }
}
