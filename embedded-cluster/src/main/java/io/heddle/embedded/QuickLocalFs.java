package io.heddle.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.DelegateToFileSystem;

/**
 * {@link QuickRawFileSystem} for those who ask for a {@code FileContext}: without checksum files,
 * which would double the files of each container launch.
 */
public final class QuickLocalFs extends DelegateToFileSystem {
  /** Called by Hadoop. */
  public QuickLocalFs(URI uri, Configuration conf) throws IOException, URISyntaxException {
    super(uri, new QuickRawFileSystem(), conf, "file", false);
  }

  @Override
  public int getUriDefaultPort() {
    return -1;
  }

  @Override
  public boolean isValidName(String name) {
    // Any local path will do, those with colons included.
    return true;
  }
}
