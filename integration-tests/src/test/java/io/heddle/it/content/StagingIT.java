package io.heddle.it.content;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.it.CommandResult;
import io.heddle.it.Heddle;
import io.heddle.it.ProgramJar;
import io.heddle.it.TestCluster;
import io.heddle.it.program.Small;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.RemoteIterator;
import org.junit.jupiter.api.Test;

/** What goes up to HDFS with an application. */
class StagingIT {
  private static final String BASE = "/staging-of-a-test";
  private static final Pattern SENDING =
      Pattern.compile("(?m)^Sending (.+) \\([0-9.]+ [KMG]?i?B\\) to HDFS \\.\\.\\.$");
  private static final TestCluster CLUSTER = TestCluster.shared();

  @Test
  void onlyWhatHasChangedGoesUp() throws Exception {
    Heddle heddle =
        CLUSTER
            .heddle()
            .conf("heddle.yarn.stagingDir", BASE)
            .option("--num-executors", "1", "--executor-memory", "512m");
    Path jar = CLUSTER.localDirectory().resolve("program.jar");
    ProgramJar.write(jar, "first");

    CommandResult first = heddle.submit(jar, Small.class.getName()).succeeded();
    Map<String, Long> afterFirst = staged();
    CommandResult second = heddle.submit(jar, Small.class.getName()).succeeded();
    Map<String, Long> afterSecond = staged();
    ProgramJar.write(jar, "changed");
    CommandResult third = heddle.submit(jar, Small.class.getName()).succeeded();
    Map<String, Long> afterThird = staged();

    assertThat(sent(first)).containsExactly("the engine", "program.jar");
    assertThat(sent(second)).isEmpty();
    assertThat(afterSecond).isEqualTo(afterFirst);
    assertThat(sent(third)).containsExactly("program.jar");
    assertThat(afterThird).containsAllEntriesOf(afterFirst).hasSize(afterFirst.size() + 1);
  }

  /** What was announced, in the order of the lines. */
  private static List<String> sent(CommandResult result) {
    return SENDING.matcher(result.out()).results().map(line -> line.group(1)).toList();
  }

  /** Modification times of what applications share, by path. */
  private static Map<String, Long> staged() throws IOException {
    Map<String, Long> times = new TreeMap<>();
    RemoteIterator<LocatedFileStatus> files =
        CLUSTER.fileSystem().listFiles(new org.apache.hadoop.fs.Path(BASE), true);
    while (files.hasNext()) {
      LocatedFileStatus file = files.next();
      String path = file.getPath().toUri().getPath();
      if (!path.contains("/applications/")) {
        times.put(path, file.getModificationTime());
      }
    }
    return times;
  }
}
