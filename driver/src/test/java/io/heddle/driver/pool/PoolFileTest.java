package io.heddle.driver.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.SchedulingMode;
import io.heddle.error.HeddleException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolFileTest {
  private static List<PoolSpec> parse(String xml) {
    return new PoolFile("pools.xml").parse(xml.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsPoolsWithDefaultsForWhatIsLeftOut() {
    List<PoolSpec> pools =
        parse(
            """
            <?xml version="1.0"?>
            <allocations>
              <!-- nightly -->
              <pool name="reports">
                <schedulingMode>fair</schedulingMode>
                <weight> 2 </weight>
                <minShare>4</minShare>
              </pool>
              <pool name="plain"/>
            </allocations>
            """);

    assertThat(pools)
        .containsExactly(
            new PoolSpec("reports", SchedulingMode.FAIR, 2, 4),
            new PoolSpec("plain", SchedulingMode.FIFO, 1, 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<pools/> | has <pools> in place of <allocations>",
        "<allocations><pool/></allocations> | a pool without a name",
        "<allocations><pool name='a'/><pool name='a'/></allocations> | the pool 'a' twice",
        "<allocations><pool name='a'><weight>0</weight></pool></allocations> | the weight '0'",
        "<allocations><pool name='a'><minShare>x</minShare></pool></allocations> | the minShare 'x'",
        "<allocations><pool name='a'><schedulingMode>X</schedulingMode></pool></allocations> | 'X'",
        "<allocations><pool name='a'><wieght>1</wieght></pool></allocations> | <wieght> in <pool>",
        "<allocations | is no XML",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><allocations/> | is no XML"
      })
  void refusesWhatItDoesNotKnowAndNamesIt(String xml, String named) {
    assertThatThrownBy(() -> parse(xml))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("heddle.scheduler.allocation.file: pools.xml")
        .hasMessageContaining(named);
  }

  @Test
  void namesAFileThatIsNotThere(@TempDir Path dir) {
    assertThatThrownBy(() -> PoolFile.read(dir.resolve("none.xml").toString()))
        .isInstanceOf(HeddleException.class)
        .hasMessageContaining("none.xml cannot be read here");
  }
}
