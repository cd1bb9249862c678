package io.heddle.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeddleConfTest {
  @Test
  void givesTheDefaultOfWhatIsNotSet() {
    assertThat(HeddleConf.empty().get(ExecutorSettings.MEMORY)).isEqualTo(DataSize.ofGibibytes(1));
  }

  @Test
  void givesTheValueThatWasSet() {
    HeddleConf conf = HeddleConf.of(Map.of("heddle.executor.memory", "512"));
    assertThat(conf.get(ExecutorSettings.MEMORY)).isEqualTo(DataSize.ofMebibytes(512));
  }

  @Test
  void refusesAnUnknownKeyAndNamesTheNearest() {
    assertThatThrownBy(() -> HeddleConf.empty().with("heddle.excutor.cores", "2"))
        .isInstanceOfSatisfying(
            HeddleException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_SETTING);
              assertThat(e).hasMessageContaining("did you mean 'heddle.executor.cores'");
            });
  }

  @Test
  void refusesAValueOfTheWrongTypeAndSaysWhatIsExpected() {
    assertThatThrownBy(() -> HeddleConf.empty().with("heddle.executor.cores", "two"))
        .isInstanceOfSatisfying(
            HeddleException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.BAD_SETTING);
              assertThat(e).hasMessageContaining("expected a whole number of at least 1");
            });
  }

  @Test
  void passesHadoopKeysOnUnchecked() {
    HeddleConf conf = HeddleConf.empty().with("heddle.hadoop.dfs.replication", "2");
    assertThat(conf.under(HeddleConf.HADOOP_PREFIX)).containsEntry("dfs.replication", "2");
  }

  @Test
  void theOtherWinsWhenTwoAreJoined() {
    HeddleConf low = HeddleConf.empty().with(ExecutorSettings.CORES, 1);
    HeddleConf high = HeddleConf.empty().with(ExecutorSettings.CORES, 4);
    assertThat(low.withAll(high).get(ExecutorSettings.CORES)).isEqualTo(4);
  }
}
