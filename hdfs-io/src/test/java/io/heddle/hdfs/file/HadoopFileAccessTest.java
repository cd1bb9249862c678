package io.heddle.hdfs.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.PlacedFileSystem;
import io.heddle.rdd.lineage.HostLocation;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class HadoopFileAccessTest extends FileAccessContract {
  @Override
  FileAccess access() throws IOException {
    return FileAccess.of("placed:/", PlacedFileSystem.conf());
  }

  @Override
  String scheme() {
    return "placed:";
  }

  @Test
  void aSchemeThatNobodyKnowsIsTheUsersMistake() {
    assertThatThrownBy(() -> FileAccess.of("nosuch://host/path", HeddleConf.empty()))
        .hasMessageContaining("BAD_ARGUMENT")
        .hasMessageContaining("nosuch");
  }

  @Test
  void blocksTellHostsAndRacks() throws IOException {
    Files.writeString(directory.resolve("f"), "x".repeat(1500));

    List<BlockPlace> places = files.places(files.list(root).get(0));

    assertThat(places).extracting(BlockPlace::length).containsExactly(1000L, 500L);
    for (BlockPlace place : places) {
      assertThat(place.hosts()).hasSize(2);
      for (HostLocation host : place.hosts()) {
        boolean firstRack = host.host().equals("h0") || host.host().equals("h1");
        assertThat(host.rack()).isEqualTo(firstRack ? "/r0" : "/r1");
      }
    }
    assertThat(files.places(files.find(root + "/f").get(0))).isEqualTo(places);
  }
}
