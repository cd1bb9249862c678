package io.heddle.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local file system with permissions read and set by the JDK. Hadoop's own, without its native
 * library, starts a {@code chmod} or {@code ls} for each: some thirty processes, one after the
 * other, for each container that a NodeManager launches.
 */
final class QuickRawFileSystem extends RawLocalFileSystem {
  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    if (permission.getStickyBit()) {
      super.setPermission(path, permission);
    } else {
      Files.setPosixFilePermissions(pathToFile(path).toPath(), posix(permission));
    }
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    return withPermissions(super.getFileStatus(path));
  }

  @Override
  public FileStatus getFileLinkStatus(Path path) throws IOException {
    FileStatus status = super.getFileLinkStatus(path);
    return status.isSymlink() ? status : withPermissions(status);
  }

  private FileStatus withPermissions(FileStatus status) throws IOException {
    PosixFileAttributes attributes =
        Files.readAttributes(
            pathToFile(status.getPath()).toPath(), PosixFileAttributes.class, new LinkOption[0]);
    return new FileStatus(
        status.getLen(),
        status.isDirectory(),
        status.getReplication(),
        status.getBlockSize(),
        status.getModificationTime(),
        status.getAccessTime(),
        FsPermission.valueOf("-" + PosixFilePermissions.toString(attributes.permissions())),
        attributes.owner().getName(),
        attributes.group().getName(),
        status.getPath());
  }

  private static Set<PosixFilePermission> posix(FsPermission permission) {
    Set<PosixFilePermission> all = EnumSet.noneOf(PosixFilePermission.class);
    add(all, permission.getUserAction(), "OWNER");
    add(all, permission.getGroupAction(), "GROUP");
    add(all, permission.getOtherAction(), "OTHERS");
    return all;
  }

  private static void add(Set<PosixFilePermission> all, FsAction action, String whose) {
    for (FsAction single : new FsAction[] {FsAction.READ, FsAction.WRITE, FsAction.EXECUTE}) {
      if (action.implies(single)) {
        all.add(PosixFilePermission.valueOf(whose + "_" + single.name()));
      }
    }
  }
}
