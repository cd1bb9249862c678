package io.heddle.hdfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HadoopConfTest {
  @TempDir Path directory;

  @Test
  void readsTheSiteFilesOfADirectory() throws IOException {
    site(directory, "core-site.xml", "fs.defaultFS", "hdfs://there:8020");
    site(directory, "yarn-site.xml", "yarn.resourcemanager.hostname", "rm");

    Configuration read = HadoopConf.read(List.of(directory));

    assertThat(read.get("fs.defaultFS")).isEqualTo("hdfs://there:8020");
    assertThat(read.get("yarn.resourcemanager.hostname")).isEqualTo("rm");
  }

  @Test
  void theYarnDirectoryIsReadAfterTheHadoopOne() throws IOException {
    Path yarn = Files.createDirectory(directory.resolve("yarn"));
    Map<String, String> both =
        Map.of("HADOOP_CONF_DIR", directory.toString(), "YARN_CONF_DIR", yarn.toString());
    assertThat(HadoopConf.directories(both)).containsExactly(directory, yarn);

    Map<String, String> same =
        Map.of("HADOOP_CONF_DIR", directory.toString(), "YARN_CONF_DIR", directory.toString());
    assertThat(HadoopConf.directories(same)).containsExactly(directory);
    assertThat(HadoopConf.directories(Map.of("HADOOP_CONF_DIR", " "))).isEmpty();
  }

  @Test
  void heddleSettingsComeOnTop() {
    HeddleConf conf = HeddleConf.empty().with("heddle.hadoop.dfs.replication", "7");

    assertThat(HadoopConf.load(conf).get("dfs.replication")).isEqualTo("7");
    assertThat(HadoopConf.load(HeddleConf.empty()).get("dfs.replication")).isNotEqualTo("7");
  }

  @Test
  void theSharedOneIsTheSameForTheSameSettings() {
    HeddleConf conf = HeddleConf.empty().with("heddle.hadoop.a", "1");

    Configuration first = HadoopConf.shared(conf);

    assertThat(HadoopConf.shared(conf.with("heddle.app.name", "x"))).isSameAs(first);
    assertThat(HadoopConf.shared(conf.with("heddle.hadoop.a", "2")).get("a")).isEqualTo("2");
    assertThat(HadoopConf.shared(conf).get("a")).isEqualTo("1");
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> HadoopConf.read(List.of(missing)))
        .hasMessageContaining("NO_HADOOP_CONF")
        .hasMessageContaining(missing.toString());
  }

  @Test
  void aBrokenSiteFileIsNamed() throws IOException {
    Files.writeString(directory.resolve("core-site.xml"), "<configuration><property>");
    assertThatThrownBy(() -> HadoopConf.read(List.of(directory)))
        .hasMessageContaining("NO_HADOOP_CONF")
        .hasMessageContaining("core-site.xml");
  }

  private static void site(Path directory, String file, String key, String value)
      throws IOException {
    Files.writeString(
        directory.resolve(file),
        "<configuration><property><name>%s</name><value>%s</value></property></configuration>"
            .formatted(key, value));
  }
}
