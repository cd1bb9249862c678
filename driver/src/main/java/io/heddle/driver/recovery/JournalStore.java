package io.heddle.driver.recovery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/** Port to where the journals of one application lie: a file for each of its attempts. */
public interface JournalStore {
  /**
   * Creates an attempt's journal. After a {@code flush} of the stream what was written can be read,
   * whatever becomes of this process. Used by one thread.
   */
  OutputStream create(int attempt) throws IOException;

  /** Opens an earlier attempt's journal; empty when there is none. */
  Optional<InputStream> open(int attempt) throws IOException;
}
