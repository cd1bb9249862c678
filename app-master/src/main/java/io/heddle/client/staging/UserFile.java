package io.heddle.client.staging;

import io.heddle.am.launch.ContainerLayout;
import io.heddle.am.launch.StagedFile;
import io.heddle.error.ErrorCode;
import io.heddle.error.HeddleException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A file that the user names for an application.
 *
 * @param local where it is on this machine; empty when it is in HDFS already
 * @param uri where it is in HDFS; empty when it is local
 * @param link its name in containers
 */
public record UserFile(Optional<Path> local, String uri, String link, StagedFile.Kind kind) {

  /**
   * The user's jars, the program's own first.
   *
   * @throws HeddleException UNREADABLE_JAR
   */
  public static List<UserFile> jars(String application, List<String> others) {
    List<String> names = new ArrayList<>();
    names.add(application);
    names.addAll(others);
    List<UserFile> jars = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      UserFile jar = of(names.get(i), StagedFile.Kind.FILE, ErrorCode.UNREADABLE_JAR);
      jar.local().ifPresent(UserFile::requireJar);
      String link = ContainerLayout.USER_JARS + "/" + i + "-" + jar.link();
      jars.add(new UserFile(jar.local(), jar.uri(), link, jar.kind()));
    }
    return jars;
  }

  /**
   * Files or archives, each maybe with {@code #name} for its name in containers.
   *
   * @throws HeddleException INPUT_NOT_FOUND
   */
  public static List<UserFile> named(List<String> names, StagedFile.Kind kind) {
    return names.stream().map(name -> of(name, kind, ErrorCode.INPUT_NOT_FOUND)).toList();
  }

  /**
   * Refuses files that would take each other's names.
   *
   * @throws HeddleException BAD_ARGUMENT
   */
  public static void requireDistinctLinks(List<UserFile> files) {
    Set<String> links =
        new HashSet<>(
            Set.of(ContainerLayout.ENGINE, ContainerLayout.CONF, ContainerLayout.USER_JARS, "tmp"));
    for (UserFile file : files) {
      if (!links.add(file.link())) {
        throw new HeddleException(
            ErrorCode.BAD_ARGUMENT,
            "two files would be called '"
                + file.link()
                + "' in the containers; give one another name with FILE#NAME");
      }
    }
  }

  /** Its file name at the source. */
  public String name() {
    return local
        .map(path -> path.getFileName().toString())
        .orElseGet(() -> uri.substring(uri.lastIndexOf('/') + 1));
  }

  private static UserFile of(String text, StagedFile.Kind kind, ErrorCode missing) {
    int hash = text.lastIndexOf('#');
    String place = hash < 0 ? text : text.substring(0, hash);
    String alias = hash < 0 ? "" : text.substring(hash + 1);
    if (place.isBlank() || alias.contains("/")) {
      throw new HeddleException(ErrorCode.BAD_ARGUMENT, "'" + text + "' names no file");
    }
    if (place.matches("[a-zA-Z][a-zA-Z0-9+.-]*:/.*") && !place.startsWith("file:")) {
      String name = place.substring(place.lastIndexOf('/') + 1);
      return new UserFile(Optional.empty(), place, alias.isEmpty() ? name : alias, kind);
    }
    Path path = place.startsWith("file:") ? Path.of(URI.create(place).getPath()) : Path.of(place);
    path = path.toAbsolutePath().normalize();
    if (!Files.isRegularFile(path)) {
      throw new HeddleException(
          missing, Files.exists(path) ? path + " is not a file" : "there is no file " + path);
    }
    if (!Files.isReadable(path)) {
      throw new HeddleException(missing, path + " is not readable for you");
    }
    String name = path.getFileName().toString();
    return new UserFile(Optional.of(path), "", alias.isEmpty() ? name : alias, kind);
  }

  private static void requireJar(Path path) {
    try (ZipFile jar = new ZipFile(path.toFile())) {
      if (jar.size() == 0) {
        throw new HeddleException(ErrorCode.UNREADABLE_JAR, path + " is an empty jar");
      }
    } catch (ZipException e) {
      throw new HeddleException(
          ErrorCode.UNREADABLE_JAR, path + " is not a jar: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new HeddleException(ErrorCode.UNREADABLE_JAR, path + " cannot be read", e);
    }
  }
}
