package io.heddle.it.content;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.it.CommandResult;
import io.heddle.it.Distribution;
import io.heddle.it.TestCluster;
import org.junit.jupiter.api.Test;

/** Word count on files of awkward shapes, compared with the system's own tools. */
class WordCountIT {
  private static final String PROGRAM = "io.heddle.examples.WordCount";
  private static final TestCluster CLUSTER = TestCluster.shared();

  @Test
  void oneLineWithoutItsEnd() throws Exception {
    CLUSTER.write("/wc/one-line", "to be or not to be".getBytes(UTF_8));

    CommandResult result =
        CLUSTER
            .heddle()
            .submit(Distribution.examplesJar(), PROGRAM, "/wc/one-line", "/wc/one-line-out")
            .succeeded();

    assertThat(CLUSTER.lines("/wc/one-line-out"))
        .containsExactlyInAnyOrder("to\t2", "be\t2", "or\t1", "not\t1");
    assertThat(CLUSTER.status(result.applicationId()).totals().stagesSucceeded()).isEqualTo(2);
  }
}
