package io.heddle.client.staging;

import io.heddle.am.launch.ContainerLayout;
import io.heddle.am.launch.StagedFile;
import io.heddle.am.launch.StagingLayout;
import io.heddle.am.launch.UseTimes;
import io.heddle.conf.HeddleConf;
import io.heddle.conf.YarnSettings;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * A user's staging directory in HDFS, as {@link StagingLayout} describes it. Files in it are named
 * by their content; one that is there is whole, since it got its name after its last byte. Safe for
 * all threads.
 */
public final class StagingArea {
  private static final FsPermission PASSABLE = new FsPermission((short) 0711);
  private static final FsPermission READABLE = new FsPermission((short) 0755);
  private static final FsPermission READABLE_FILE = new FsPermission((short) 0644);
  private static final FsPermission OWNER_ONLY = new FsPermission((short) 0700);

  private final FileSystem fs;
  private final StagingLayout layout;

  /** Writes the bytes of one file. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private StagingArea(FileSystem fs, StagingLayout layout) {
    this.fs = fs;
    this.layout = layout;
  }

  /**
   * The staging directory of a user.
   *
   * @throws HeddleException HDFS_FAILED when the file system cannot be reached
   */
  public static StagingArea of(Configuration hadoop, HeddleConf conf, String user) {
    String configured = conf.get(YarnSettings.STAGING_DIR);
    try {
      Path base;
      FileSystem fs;
      if (configured.isEmpty()) {
        fs = FileSystem.get(hadoop);
        base = fs.getHomeDirectory();
      } else {
        Path dir = new Path(configured);
        fs = dir.getFileSystem(hadoop);
        base = new Path(fs.makeQualified(dir), user);
      }
      Path root = fs.makeQualified(new Path(base, StagingLayout.NAME));
      return new StagingArea(fs, new StagingLayout(root.toString()));
    } catch (IOException | IllegalArgumentException e) {
      throw failed("the staging directory", e);
    }
  }

  public StagingLayout layout() {
    return layout;
  }

  public FileSystem fileSystem() {
    return fs;
  }

  /**
   * The engine's archive. It is PUBLIC, one copy a node for all users, where everyone can reach the
   * staging directory, and otherwise PRIVATE, one copy a node for this user: a directory like
   * {@code /tmp}, which others can write, is no place for code.
   */
  public Staging engine(EngineArchive archive) {
    Path directory = new Path(layout.engineDir(archive.hash()));
    Path file = new Path(directory, EngineArchive.NAME);
    return stage(
        "the engine's archive",
        file,
        status -> staged(ContainerLayout.ENGINE, status, StagedFile.Kind.ARCHIVE, sharing(status)),
        () -> {
          makeDirectory(new Path(layout.root()), PASSABLE);
          makeDirectory(new Path(layout.engineDir()), READABLE);
          makeDirectory(directory, READABLE);
          return upload(file, archive::writeTo, READABLE_FILE);
        });
  }

  /**
   * A file of the user's.
   *
   * @param hash of the content
   * @param name of the file, which may matter for how it is unpacked
   * @param link its name in containers
   */
  public Staging file(
      String hash, String name, String link, StagedFile.Kind kind, Content content) {
    Path directory = new Path(layout.filesDir(hash));
    Path file = new Path(directory, name);
    return stage(
        name,
        file,
        status -> staged(link, status, kind, StagedFile.Sharing.PRIVATE),
        () -> {
          makeDirectory(new Path(layout.root()), PASSABLE);
          makeDirectory(new Path(layout.filesDir()), OWNER_ONLY);
          makeDirectory(directory, OWNER_ONLY);
          return upload(file, content, null);
        });
  }

  /** Describes a file that is there. */
  private interface Description {
    StagedFile of(FileStatus status) throws IOException;
  }

  /** Sends a file that is not. */
  private interface Upload {
    FileStatus run() throws IOException;
  }

  private Staging stage(String what, Path file, Description description, Upload upload) {
    try {
      FileStatus status = findForUse(file);
      if (status != null) {
        return Staging.there(description.of(status));
      }
      return Staging.missing(
          () -> {
            try {
              return description.of(upload.run());
            } catch (IOException e) {
              throw failed(what, e);
            }
          });
    } catch (IOException e) {
      throw failed(what, e);
    }
  }

  /**
   * A file that is in HDFS or another file system of the cluster already.
   *
   * @throws HeddleException INPUT_NOT_FOUND when it is not
   */
  public Staging remote(String uri, String link, StagedFile.Kind kind) {
    Path path = new Path(uri);
    try {
      FileStatus status = path.getFileSystem(fs.getConf()).getFileStatus(path);
      return Staging.there(staged(link, status, kind, StagedFile.Sharing.PRIVATE));
    } catch (FileNotFoundException e) {
      throw new HeddleException(ErrorCode.INPUT_NOT_FOUND, "there is no file " + uri, e);
    } catch (IOException e) {
      throw failed(uri, e);
    }
  }

  /** The file, with its last use noted. */
  private FileStatus findForUse(Path file) throws IOException {
    FileStatus status = find(file);
    if (status != null) {
      UseTimes.note(fs, status, System.currentTimeMillis());
    }
    return status;
  }

  private FileStatus find(Path file) throws IOException {
    try {
      return fs.getFileStatus(file);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  /** The permission holds whatever the umask. */
  private void makeDirectory(Path directory, FsPermission permission) throws IOException {
    FileStatus status = find(directory);
    if (status == null) {
      fs.mkdirs(directory, permission);
      status = fs.getFileStatus(directory);
    }
    if (!status.getPermission().equals(permission)) {
      fs.setPermission(directory, permission);
    }
  }

  private FileStatus upload(Path file, Content content, FsPermission permission)
      throws IOException {
    Path unfinished = new Path(file.getParent(), "." + file.getName() + "." + UUID.randomUUID());
    try (FSDataOutputStream out = fs.create(unfinished, false)) {
      content.writeTo(out);
    } catch (IOException e) {
      fs.delete(unfinished, false);
      throw e;
    }
    if (permission != null) {
      fs.setPermission(unfinished, permission);
    }
    if (!fs.rename(unfinished, file)) {
      // Another client was first, with the same content.
      fs.delete(unfinished, false);
    }
    return fs.getFileStatus(file);
  }

  private StagedFile.Sharing sharing(FileStatus file) throws IOException {
    return everyoneReaches(file.getPath().getParent(), file)
        ? StagedFile.Sharing.PUBLIC
        : StagedFile.Sharing.PRIVATE;
  }

  /** The condition that NodeManagers set for PUBLIC files. */
  private boolean everyoneReaches(Path parent, FileStatus file) throws IOException {
    if (!file.getPermission().getOtherAction().implies(FsAction.READ)) {
      return false;
    }
    for (Path path = parent; path != null; path = path.getParent()) {
      if (!fs.getFileStatus(path).getPermission().getOtherAction().implies(FsAction.EXECUTE)) {
        return false;
      }
    }
    return true;
  }

  private static StagedFile staged(
      String link, FileStatus status, StagedFile.Kind kind, StagedFile.Sharing sharing) {
    return new StagedFile(
        link,
        status.getPath().toString(),
        status.getLen(),
        status.getModificationTime(),
        kind,
        sharing);
  }

  private static HeddleException failed(String what, Exception e) {
    return new HeddleException(
        ErrorCode.HDFS_FAILED, what + " cannot be staged: " + e.getMessage(), e);
  }
}
