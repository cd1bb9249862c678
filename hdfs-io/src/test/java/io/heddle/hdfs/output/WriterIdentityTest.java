package io.heddle.hdfs.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WriterIdentityTest {
  @Test
  void followsFromTheContainersId() {
    assertThat(WriterIdentity.ofContainer("container_1700000000000_0042_01_000001"))
        .isEqualTo(new WriterIdentity("application_1700000000000_0042", 1));
    assertThat(WriterIdentity.ofContainer("container_e17_1700000000000_0042_02_000001"))
        .isEqualTo(new WriterIdentity("application_1700000000000_0042", 2));
  }

  @Test
  void outsideYarnEachProcessIsItsOwn() {
    assertThat(WriterIdentity.ofContainer(null)).isEqualTo(WriterIdentity.ofContainer("nonsense"));
    assertThat(WriterIdentity.ofContainer(null).attempt()).isEqualTo(1);
  }

  @Test
  void onlyEarlierAttemptsOfTheSameApplicationAreRecognised() {
    WriterIdentity first = new WriterIdentity("application_1_4", 1);
    WriterIdentity second = new WriterIdentity("application_1_4", 2);
    WriterIdentity other = new WriterIdentity("application_1_42", 1);

    assertThat(second.isEarlierAttempt(first.mark())).isTrue();
    assertThat(second.isEarlierAttempt(second.mark())).isFalse();
    assertThat(second.isEarlierAttempt(other.mark())).isFalse();
    assertThat(second.isEarlierAttempt("")).isFalse();
    assertThat(second.isEarlierJob(first.newJobName())).isTrue();
    assertThat(second.isEarlierJob(second.newJobName())).isFalse();
    assertThat(second.isEarlierJob(other.newJobName())).isFalse();
    assertThat(second.isEarlierJob("0")).isFalse();
  }
}
