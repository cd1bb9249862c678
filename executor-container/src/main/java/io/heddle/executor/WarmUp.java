package io.heddle.executor;

import io.heddle.conf.HeddleConf;
import io.heddle.executor.spill.FrameReader;
import io.heddle.executor.spill.FrameWriter;
import io.heddle.serde.SerdeFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads in the background what the first task will need, while the executor waits for the driver.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);

  private WarmUp() {}

  static void start() {
    Thread thread = new Thread(WarmUp::run, "heddle-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private static void run() {
    try {
      // One frame there and back: codecs, compression and its native library.
      SerdeFactory serdes = SerdeFactory.of(HeddleConf.empty(), WarmUp.class.getClassLoader());
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      Object[] keys = {"a", "b"};
      long[] values = {1, 2};
      new FrameWriter(serdes.create(), true).writePairs(keys, values, 0, 2, bytes::write);
      FrameReader reader = new FrameReader(serdes.create());
      reader.reset(bytes.toByteArray(), 0, bytes.size());
      while (reader.next() != null) {
        // Nothing to do with it.
      }
    } catch (IOException | RuntimeException e) {
      // The first task will meet the same, and report it.
      LOG.debug("warm-up", e);
    }
  }
}
