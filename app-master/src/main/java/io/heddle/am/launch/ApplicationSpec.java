package io.heddle.am.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * What the client tells the ApplicationMaster about one application, beside its settings. It
 * travels as an environment variable, which other users of a node cannot see (a command line they
 * can), and which costs no file to localise.
 *
 * <p>Encoded: URL-safe base64 of gzip of: a version byte (1), then the fields in order, strings as
 * four bytes of length and UTF-8, lists as four bytes of count and the items, numbers as eight
 * bytes, all big-endian.
 *
 * @param mainClass empty when the first user jar's manifest names it
 * @param arguments of the program
 * @param stagingDir the user's directory of staged files, qualified
 * @param files for the master and every executor
 * @param userClassPath links of the user's jars, in order
 * @param submittedAtMillis the client's clock when the command began
 */
public record ApplicationSpec(
    String mainClass,
    List<String> arguments,
    String stagingDir,
    List<StagedFile> files,
    List<String> userClassPath,
    long submittedAtMillis) {
  private static final int VERSION = 1;

  public ApplicationSpec {
    Objects.requireNonNull(mainClass);
    arguments = List.copyOf(arguments);
    Objects.requireNonNull(stagingDir);
    files = List.copyOf(files);
    userClassPath = List.copyOf(userClassPath);
  }

  /** The written form. */
  public String encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
      out.writeByte(VERSION);
      write(out, mainClass);
      writeAll(out, arguments);
      write(out, stagingDir);
      out.writeInt(files.size());
      for (StagedFile file : files) {
        write(out, file.link());
        write(out, file.uri());
        out.writeLong(file.bytes());
        out.writeLong(file.modifiedMillis());
        write(out, file.kind().name());
        write(out, file.sharing().name());
      }
      writeAll(out, userClassPath);
      out.writeLong(submittedAtMillis);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException if the text is not of that form
   */
  public static ApplicationSpec decode(String text) {
    byte[] bytes = Base64.getUrlDecoder().decode(text);
    try (DataInputStream in =
        new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(bytes)))) {
      int version = in.readByte();
      if (version != VERSION) {
        throw new IllegalArgumentException("an application spec of version " + version);
      }
      String mainClass = read(in);
      List<String> arguments = readAll(in);
      String stagingDir = read(in);
      int count = in.readInt();
      List<StagedFile> files = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        files.add(
            new StagedFile(
                read(in),
                read(in),
                in.readLong(),
                in.readLong(),
                StagedFile.Kind.valueOf(read(in)),
                StagedFile.Sharing.valueOf(read(in))));
      }
      return new ApplicationSpec(
          mainClass, arguments, stagingDir, files, readAll(in), in.readLong());
    } catch (IOException e) {
      throw new IllegalArgumentException("not an application spec: " + e.getMessage(), e);
    }
  }

  private static void writeAll(DataOutputStream out, List<String> items) throws IOException {
    out.writeInt(items.size());
    for (String item : items) {
      write(out, item);
    }
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static List<String> readAll(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<String> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(read(in));
    }
    return items;
  }

  private static String read(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length != length) {
      throw new IOException("the spec ends within a text");
    }
    return new String(bytes, UTF_8);
  }
}
