package io.heddle.hdfs;

import io.heddle.conf.HeddleConf;
import io.heddle.hdfs.file.FileAccess;
import io.heddle.hdfs.file.FileEntry;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who is the application's driver now: each attempt of the ApplicationMaster after the first leaves
 * a file in the application's directory, before it runs the program. Executors whose driver is gone
 * find the next one by it, and an attempt that is not the newest any more finds out.
 *
 * <p>The file {@code driver-N}, N being the attempt in decimal digits, has one line of UTF-8: host,
 * a space, port in decimal digits, a line feed. It is written under another name and renamed, so
 * that it is there as a whole. Safe for all threads.
 */
public final class DriverFiles {
  private static final Pattern NAME = Pattern.compile("driver-(\\d{1,9})");
  private static final String TEMPORARY = "_";

  private final FileAccess files;
  private final String directory;

  /**
   * A driver.
   *
   * @param attempt of the application, from 1
   */
  public record Address(int attempt, String host, int port) {}

  private DriverFiles(FileAccess files, String directory) {
    this.files = files;
    this.directory = directory;
  }

  /**
   * @param directory the application's, qualified
   */
  public static DriverFiles in(String directory, HeddleConf conf) throws IOException {
    return new DriverFiles(FileAccess.of(directory, conf), directory);
  }

  /** Says who is the driver from now on. */
  public void publish(Address driver) throws IOException {
    String name = "driver-" + driver.attempt();
    String temporary = directory + "/" + TEMPORARY + name;
    try (OutputStream out = files.create(temporary)) {
      String line = driver.host() + " " + driver.port() + "\n";
      out.write(line.getBytes(StandardCharsets.UTF_8));
    }
    files.rename(temporary, directory + "/" + name);
  }

  /** The newest driver; empty when there is none but the first attempt's. */
  public Optional<Address> newest() throws IOException {
    int attempt = newestAttempt();
    if (attempt == 0) {
      return Optional.empty();
    }
    byte[] line = files.read(directory + "/driver-" + attempt);
    String[] words = new String(line, StandardCharsets.UTF_8).trim().split(" ");
    if (words.length != 2 || !words[1].matches("\\d{1,5}")) {
      throw new IOException("the file of driver " + attempt + " makes no sense");
    }
    return Optional.of(new Address(attempt, words[0], Integer.parseInt(words[1])));
  }

  /** The newest attempt that left a file; 0 when none did. */
  public int newestAttempt() throws IOException {
    int newest = 0;
    try {
      for (FileEntry file : files.list(directory)) {
        Matcher name = NAME.matcher(file.name());
        if (name.matches()) {
          newest = Math.max(newest, Integer.parseInt(name.group(1)));
        }
      }
    } catch (FileNotFoundException e) {
      return 0; // nobody left anything yet
    }
    return newest;
  }
}
