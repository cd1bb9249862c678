package io.heddle.conf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of the engine, as built. Processes of one application must have the same. */
public final class EngineVersion {
  private EngineVersion() {}

  /** For example {@code 0.1.0-SNAPSHOT}. */
  public static String current() {
    return Holder.VERSION;
  }

  private static final class Holder {
    static final String VERSION = read();

    private static String read() {
      try (InputStream in = EngineVersion.class.getResourceAsStream("engine.properties")) {
        Properties properties = new Properties();
        properties.load(in);
        return properties.getProperty("version");
      } catch (IOException e) {
        throw new UncheckedIOException("the engine's jar has no engine.properties", e);
      }
    }
  }
}
