package io.heddle.client.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopConfDirsTest {
  @TempDir Path dir;

  @Test
  void withoutVariablesTheClusterIsNotKnown() {
    assertThatThrownBy(() -> HadoopConfDirs.forYarn(Map.of("HADOOP_CONF_DIR", " ")))
        .hasMessageContaining("HDL-1011")
        .hasMessageContaining("HADOOP_CONF_DIR");
  }

  @Test
  void eachDirectoryIsNamedOnce() throws IOException {
    Files.createFile(dir.resolve("yarn-site.xml"));
    assertThat(
            HadoopConfDirs.forYarn(
                Map.of("HADOOP_CONF_DIR", dir.toString(), "YARN_CONF_DIR", dir + "/.")))
        .containsExactly(dir);
  }

  @Test
  void aDirectoryWithoutYarnSiteIsRefused() {
    assertThatThrownBy(() -> HadoopConfDirs.forYarn(Map.of("HADOOP_CONF_DIR", dir.toString())))
        .hasMessageContaining("yarn-site.xml");
  }

  @Test
  void aDirectoryThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> HadoopConfDirs.any(Map.of("YARN_CONF_DIR", dir + "/none")))
        .hasMessageContaining("YARN_CONF_DIR")
        .hasMessageContaining("no directory");
  }
}
