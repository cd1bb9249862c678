package io.heddle.hdfs.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.heddle.conf.HeddleConf;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LocalFileAccessTest extends FileAccessContract {
  @Override
  FileAccess access() {
    return new LocalFileAccess();
  }

  @Override
  String scheme() {
    return "file:";
  }

  @Test
  void isWhatLocalPathsMean() throws IOException {
    HeddleConf hdfs = HeddleConf.empty().with("heddle.hadoop.fs.defaultFS", "hdfs://none:1");
    assertThat(FileAccess.of("file:///a", hdfs)).isInstanceOf(LocalFileAccess.class);
    HeddleConf local = HeddleConf.empty().with("heddle.hadoop.fs.defaultFS", "file:///");
    assertThat(FileAccess.of("/a", local)).isInstanceOf(LocalFileAccess.class);
  }

  @Test
  void slashesAfterTheSchemeMakeNoDifference() {
    assertThat(files.qualified("file:///a/b")).isEqualTo("file:/a/b");
    assertThat(files.qualified("file:/a/./b/../c")).isEqualTo("file:/a/c");
    assertThat(files.qualified("file://localhost/a")).isEqualTo("file:/a");
  }
}
