package io.heddle.hdfs.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import org.apache.hadoop.security.AccessControlException;
import org.junit.jupiter.api.Test;

class FileErrorsTest {
  @Test
  void permissionsAreToldWithThePath() {
    assertThat(FileErrors.failed("write", "/out", new AccessDeniedException("/out/x")))
        .hasMessage("HDL-3002 HDFS_FAILED: cannot write '/out': permission denied (/out/x)");
    assertThat(
            FileErrors.failed(
                "write",
                "hdfs://n/out",
                new AccessControlException("user=ann, access=WRITE\n\tat a.b.c")))
        .hasMessage(
            "HDL-3002 HDFS_FAILED: cannot write 'hdfs://n/out': permission denied (user=ann,"
                + " access=WRITE)");
  }

  @Test
  void aMissingFileIsNoFailureOfHdfs() {
    assertThat(FileErrors.unreadable("/in", new FileNotFoundException("/in")))
        .hasMessageContaining("INPUT_NOT_FOUND");
    assertThat(FileErrors.unreadable("/in", new IOException()))
        .hasMessage("HDL-3002 HDFS_FAILED: cannot read '/in': IOException");
  }
}
