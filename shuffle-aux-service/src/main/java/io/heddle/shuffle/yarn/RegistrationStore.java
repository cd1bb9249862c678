package io.heddle.shuffle.yarn;

import io.heddle.shuffle.file.Crc32c;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps registered applications over a restart of the NodeManager: one file each, named {@code
 * <applicationId>.app}, readable by its owner only. Big-endian:
 *
 * <pre>
 *   4  magic 48 44 53 52 ("HDSR")
 *   2  version, 1
 *   …  application id, then user: each 2 bytes length and modified UTF-8 (as DataOutput writes)
 *   2  length of the secret
 *   …  secret
 *   4  CRC32C of everything before
 * </pre>
 *
 * A file that cannot be read is reported in the log and passed over. One thread at a time.
 */
final class RegistrationStore {
  private static final Logger LOG = LoggerFactory.getLogger(RegistrationStore.class);
  private static final int MAGIC = 0x48445352;
  private static final short VERSION = 1;
  private static final String SUFFIX = ".app";
  private static final String TEMPORARY = ".tmp";

  private final Path directory;

  RegistrationStore(Path directory) {
    this.directory = directory;
  }

  /** One registered application. */
  static final class Registration {
    final String applicationId;
    final String user;
    final byte[] secret;

    Registration(String applicationId, String user, byte[] secret) {
      this.applicationId = applicationId;
      this.user = user;
      this.secret = secret;
    }
  }

  void add(Registration registration) throws IOException {
    Files.createDirectories(directory, ownerOnly("rwx------"));
    ByteBuffer bytes = ByteBuffer.wrap(encode(registration));
    Path temporary = directory.resolve(registration.applicationId + TEMPORARY);
    Files.deleteIfExists(temporary);
    EnumSet<StandardOpenOption> options =
        EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try (FileChannel out = FileChannel.open(temporary, options, ownerOnly("rw-------"))) {
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(
        temporary,
        file(registration.applicationId),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  void remove(String applicationId) throws IOException {
    Files.deleteIfExists(file(applicationId));
  }

  /** All that can be read; removes files that a crash left half written. */
  List<Registration> load() throws IOException {
    List<Registration> all = new ArrayList<>();
    if (!Files.isDirectory(directory)) {
      return all;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (file.toString().endsWith(TEMPORARY)) {
          Files.deleteIfExists(file);
        } else if (file.toString().endsWith(SUFFIX)) {
          try {
            all.add(decode(Files.readAllBytes(file)));
          } catch (IOException e) {
            LOG.error("registration {} cannot be read, its application is not served", file, e);
          }
        }
      }
    }
    return all;
  }

  private Path file(String applicationId) {
    return directory.resolve(applicationId + SUFFIX);
  }

  private static byte[] encode(Registration registration) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(MAGIC);
    out.writeShort(VERSION);
    out.writeUTF(registration.applicationId);
    out.writeUTF(registration.user);
    out.writeShort(registration.secret.length);
    out.write(registration.secret);
    byte[] content = bytes.toByteArray();
    out.writeInt(Crc32c.of(content, 0, content.length));
    return bytes.toByteArray();
  }

  private static Registration decode(byte[] bytes) throws IOException {
    int content = bytes.length - 4;
    if (content < 0 || ByteBuffer.wrap(bytes).getInt(content) != Crc32c.of(bytes, 0, content)) {
      throw new IOException("wrong checksum");
    }
    InputStream raw = new ByteArrayInputStream(Arrays.copyOf(bytes, content));
    DataInputStream in = new DataInputStream(raw);
    if (in.readInt() != MAGIC) {
      throw new IOException("not a registration");
    }
    short version = in.readShort();
    if (version != VERSION) {
      throw new IOException("version " + version);
    }
    String applicationId = in.readUTF();
    String user = in.readUTF();
    byte[] secret = new byte[in.readUnsignedShort()];
    in.readFully(secret);
    return new Registration(applicationId, user, secret);
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
